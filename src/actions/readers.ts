import type { Ctx } from './contract.ts';
import type { EcsServiceState, Read, TaskDefinition } from './ports.ts';
import { isOfSecret, parameterPath, type Reference, referenceOf } from './references/reference.ts';

/** A service whose containers are started with a parameter or a secret in their environment. */
export interface Reader {
  readonly service: EcsServiceState;
  /** Names of the environment variables it fills. */
  readonly variables: readonly string[];
  /** Members of the secret's JSON that are taken out of it. */
  readonly keys: readonly string[];
}

/** An ARN may name something of another account or region. */
const isHere = ({ region, account }: Reference, ctx: Ctx): boolean =>
  region === undefined || (region === ctx.region && account === ctx.account);

const isOf = (reference: Reference, given: string): boolean =>
  reference.kind === 'secret' ? isOfSecret(reference, given) : parameterPath(reference.text) === parameterPath(given);

function reader(service: EcsServiceState, { containers }: TaskDefinition, given: string, ctx: Ctx): Reader {
  const read = containers
    .flatMap(({ secrets }) => secrets)
    .map(({ name, valueFrom }) => ({ name, reference: referenceOf(valueFrom) }))
    .filter(({ reference }) => isHere(reference, ctx) && isOf(reference, given));
  return {
    service,
    variables: read.map(({ name }) => name),
    keys: read.flatMap(({ reference }) => (reference.kind === 'secret' && reference.key ? [reference.key] : [])),
  };
}

/**
 * The active services of a cluster that read a parameter or a secret when their containers start. A program that reads it by itself cannot be
 * seen from here.
 * @param given name or ARN of the parameter or secret
 */
export async function findReaders(cluster: string, given: string, read: Read, ctx: Ctx): Promise<readonly Reader[]> {
  const names = await read.ecs.listServices(cluster);
  const services = (await read.ecs.services(cluster, names)).filter(({ status }) => status === 'ACTIVE');
  const found = await Promise.all(
    services.map(async (service) => reader(service, await read.ecs.taskDefinition(service.taskDefinition), given, ctx)),
  );
  return found.filter(({ variables }) => variables.length > 0);
}

/** For a card. Without a cluster nothing was searched. */
export function readersInWords(cluster: string | undefined, readers: readonly Reader[]): string {
  if (cluster === undefined) return 'Its readers were not searched for';
  if (readers.length === 0) return `No service of ${cluster} reads it when it starts`;
  const names = readers.map(({ service, variables }) => `${service.name} (${variables.join(', ')})`);
  return `Read at start by ${names.join(', ')}, which keep the old value until they are restarted`;
}
