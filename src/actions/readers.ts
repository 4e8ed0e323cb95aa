import type { Ctx } from './contract.ts';
import type { EcsServiceState, Read, TaskDefinition } from './ports.ts';

/** A service whose containers are started with a parameter in their environment. */
export interface Reader {
  readonly service: EcsServiceState;
  /** Names of the environment variables it fills. */
  readonly variables: readonly string[];
}

const marker = ':parameter/';

/** A reference without what tells a name from an ARN: the ARN of `/path/name` and of `path/name` are the same. */
const path = (reference: string): string => {
  const at = reference.startsWith('arn:') ? reference.indexOf(marker) : -1;
  return (at < 0 ? reference : reference.slice(at + marker.length)).replace(/^\//, '');
};

/** An ARN may name a parameter of another account or region. */
const isHere = (reference: string, { region, account }: Ctx): boolean =>
  !reference.startsWith('arn:') || reference.includes(`:ssm:${region}:${account}${marker}`);

const variables = ({ containers }: TaskDefinition, parameter: string, ctx: Ctx): readonly string[] =>
  containers
    .flatMap(({ secrets }) => secrets)
    .filter(({ valueFrom }) => isHere(valueFrom, ctx) && path(valueFrom) === path(parameter))
    .map(({ name }) => name);

/**
 * The active services of a cluster that read a parameter when their containers start. A program that reads it by itself cannot be seen from here.
 * @param parameter its name or ARN
 */
export async function findReaders(
  cluster: string,
  parameter: string,
  read: Read,
  ctx: Ctx,
): Promise<readonly Reader[]> {
  const names = await read.ecs.listServices(cluster);
  const services = (await read.ecs.services(cluster, names)).filter(({ status }) => status === 'ACTIVE');
  const found = await Promise.all(
    services.map(async (service) => ({
      service,
      variables: variables(await read.ecs.taskDefinition(service.taskDefinition), parameter, ctx),
    })),
  );
  return found.filter((reader) => reader.variables.length > 0);
}
