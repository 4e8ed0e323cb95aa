import { type Account, arnOf, type Parameter, type ParameterVersion } from './account.ts';

/** `/a/b` → `…:parameter/a/b`, `b` → `…:parameter/b`. */
export const parameterArn = (account: Account, name: string): string =>
  arnOf(account, 'ssm', `parameter${name.startsWith('/') ? name : `/${name}`}`);

/** A name, or an ARN of this account. */
export function findParameter(account: Account, nameOrArn: string): Parameter | undefined {
  if (!nameOrArn.startsWith('arn:')) return account.parameters.get(nameOrArn);
  return [...account.parameters.values()].find(({ name }) => parameterArn(account, name) === nameOrArn);
}

/** Splits `name`, `name:3` or `name:label`; in an ARN the selector comes after the sixth colon. */
export function splitSelector(text: string): { name: string; selector: string | undefined } {
  const parts = text.split(':');
  const own = text.startsWith('arn:') ? 6 : 1;
  return { name: parts.slice(0, own).join(':'), selector: parts.slice(own).join(':') || undefined };
}

export function newestVersion({ name, versions }: Parameter): ParameterVersion {
  const newest = versions.at(-1);
  if (!newest) throw new Error(`${name} has no version`);
  return newest;
}

export const selectVersion = (parameter: Parameter, selector: string | undefined): ParameterVersion | undefined =>
  selector === undefined
    ? newestVersion(parameter)
    : parameter.versions.find(({ version, labels }) => String(version) === selector || labels.has(selector));
