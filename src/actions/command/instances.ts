import { Failure } from '#domain/failure.ts';
import type { Read } from '../ports.ts';

export interface Wanted {
  readonly instances?: readonly string[] | undefined;
  readonly cluster?: string | undefined;
  readonly service?: string | undefined;
  readonly one: boolean;
}

/** https://docs.aws.amazon.com/systems-manager/latest/APIReference/API_SendCommand.html */
const mostInstances = 50;

const misuse = (why: string): Failure => new Failure('user', 'bad-input', `ssm.run-command: ${why}`);

async function hostsOf(cluster: string, service: string | undefined, { ecs }: Read): Promise<readonly string[]> {
  const hosts = await ecs.hosts(cluster);
  if (service === undefined) return hosts.filter(({ active }) => active).map(({ ec2InstanceId }) => ec2InstanceId);
  const tasks = await ecs.tasks(cluster, service, 'RUNNING');
  const used = new Set(tasks.map(({ containerInstance }) => containerInstance));
  return hosts.filter(({ arn }) => used.has(arn)).map(({ ec2InstanceId }) => ec2InstanceId);
}

function noneInWords({ cluster, service }: Wanted): string {
  if (service === undefined) return `${cluster} has no active instance.`;
  return `No task of ${service} runs on an instance of ${cluster}.`;
}

/**
 * Ids of the instances, sorted, or why there are none.
 * @throws Failure `bad-input`
 */
export async function instancesOf(wanted: Wanted, read: Read): Promise<readonly string[] | string> {
  const { instances, cluster, service, one } = wanted;
  if ((instances === undefined) === (cluster === undefined)) throw misuse('give either "instances" or "cluster"');
  if (service !== undefined && cluster === undefined) throw misuse('"service" needs "cluster"');
  const found = instances ?? (await hostsOf(cluster ?? '', service, read));
  const sorted = [...new Set(found)].sort();
  if (sorted.length === 0) return noneInWords(wanted);
  const taken = one ? sorted.slice(0, 1) : sorted;
  if (taken.length > mostInstances) return `There are ${taken.length} instances; a command takes ${mostInstances}.`;
  return taken;
}
