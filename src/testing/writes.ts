import type { JsonObject } from '#domain/json.ts';
import type { Call } from '#practice/aws/call.ts';
import type { Account } from './ports.ts';

/** Parameters that name what a call is for, the first that is there. */
const names = ['service', 'Name', 'SecretId', 'family', 'taskDefinition', 'DocumentName', 'cluster'];

const text = (params: JsonObject, key: string): string | undefined => {
  const value = params[key];
  return typeof value === 'string' ? value : undefined;
};

/** The name at the end of an ARN, or the text itself. */
const short = (name: string): string => (name.startsWith('arn:') ? (name.split(/[/]/).at(-1) ?? name) : name);

/** A task is told by its service: its own id means nothing to anybody. */
function serviceOf(arn: string, { view }: Pick<Account, 'view'>): string {
  const id = short(arn);
  return view().services.find(({ tasks }) => tasks.some((task) => task.id === id))?.name ?? id;
}

/** `StopTask zookeeper`: the operation and what it was called for. Said while the task can still be found. */
export function sayWrite({ op, params }: Call, account: Pick<Account, 'view'>): string {
  const task = op === 'StopTask' ? text(params, 'task') : undefined;
  const name = names.map((key) => text(params, key)).find((found) => found !== undefined);
  const about = task === undefined ? name && short(name) : serviceOf(task, account);
  return about ? `${op} ${about}` : op;
}

/** Whether the bot made this call, and not somebody else in the same account: what the simulation does by itself has no key. */
export const isOurs = ({ service, accessKeyId }: Call): boolean => service !== 'sts' && accessKeyId !== '';
