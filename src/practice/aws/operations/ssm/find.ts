import type { JsonObject } from '#domain/json.ts';
import type { Account, Parameter, ParameterVersion } from '../../account.ts';
import { findParameter, parameterArn, selectVersion, splitSelector } from '../../parameters.ts';
import { needed, text } from '../../params.ts';
import { refusal } from '../../refusal.ts';

export function neededParameter(account: Account, params: JsonObject): Parameter {
  const parameter = findParameter(account, needed(text, params, 'Name'));
  if (!parameter) throw refusal('ParameterNotFound', 'The parameter was not found.');
  return parameter;
}

/** What `name`, `name:3` or `name:label` names. */
export function findVersion(
  account: Account,
  text: string,
): { readonly parameter: Parameter; readonly version: ParameterVersion | undefined } | undefined {
  const { name, selector } = splitSelector(text);
  const parameter = findParameter(account, name);
  return parameter && { parameter, version: selectVersion(parameter, selector) };
}

export const nameArn = (account: Account, params: JsonObject): string =>
  parameterArn(account, splitSelector(text(params, 'Name') ?? '').name);

/** The version that a request names, or the newest. */
export function numberedVersion(parameter: Parameter, wanted: number | undefined): ParameterVersion {
  const version = selectVersion(parameter, wanted === undefined ? undefined : String(wanted));
  if (!version)
    throw refusal('ParameterVersionNotFound', `Systems Manager could not find version ${wanted} of ${parameter.name}.`);
  return version;
}
