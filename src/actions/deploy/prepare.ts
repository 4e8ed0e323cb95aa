import type { JsonObject } from '#domain/json.ts';
import type { Ctx } from '../contract.ts';
import { primaryOf, shortName } from '../ecs-words.ts';
import type { Definition } from '../ports/revision-read.ts';
import type { EcsServiceState, Read } from '../ports.ts';
import { containersOf, contentOf, nameOf, objectsOf } from '../revision/content.ts';
import { refuseReplacing, refuseRolling, refuseUnmanaged } from '../rollout/refusal.ts';
import { familyAndRevision } from './arn.ts';

/** A service that something else can be deployed to, and what it runs. */
export interface Subject {
  readonly service: EcsServiceState;
  readonly primary: string;
  readonly definition: Definition;
  readonly content: JsonObject;
}

interface Asked {
  readonly cluster: string;
  readonly service: string;
  /** A deployment that goes on is no hindrance. */
  readonly supersede?: boolean;
}

/** @returns why nothing can be deployed to it now */
export async function readSubject(asked: Asked, read: Read, ctx: Ctx): Promise<Subject | string> {
  const { cluster, service: name, supersede = false } = asked;
  const service = await read.ecs.service(cluster, name);
  if (!service) return `There is no service ${name} in ${cluster}.`;
  const unfit = supersede ? refuseUnmanaged(service) : refuseReplacing(service, ctx);
  if (unfit) return unfit;
  if (service.desired === 0)
    return `The desired count of ${name} is 0: no task would run the new revision, so it could not be proven.`;
  const current = await read.ecs.taskDefinition(service.taskDefinition);
  const instead = 'let ECS stop a task first (minimumHealthyPercent below 100)';
  const crowded = await refuseRolling({ service, definition: current, instead }, read);
  if (crowded) return crowded;
  const definition = await read.ecs.definition(service.taskDefinition);
  if (!definition) return `ECS does not show ${shortName(service.taskDefinition)}.`;
  return { service, primary: primaryOf(service)?.id ?? '', definition, content: contentOf(definition) };
}

/** A container that a load balancer sends to must be there, with that port. */
export function refuseWiring({ name, loadBalancers }: EcsServiceState, content: JsonObject): string | undefined {
  for (const { container, port } of loadBalancers) {
    const found = containersOf(content).find((each) => nameOf(each) === container);
    if (!objectsOf(found?.['portMappings']).some(({ containerPort }) => containerPort === port))
      return `A load balancer of ${name} sends to port ${port} of ${container}, which the new revision does not have.`;
  }
  return undefined;
}

/** What the SDK does not know would be gone from the new revision. */
export function refuseUnknown({ unknown }: Definition, name: string): string | undefined {
  if (unknown.length === 0) return undefined;
  return `${name} has ${unknown.join(', ')}, which this version of the SDK does not know: a new revision would lose it.`;
}

/** Number of the newest ACTIVE revision of a family. */
export async function newestOf(family: string, read: Read): Promise<number> {
  const [newest] = await read.ecs.listRevisions(family, 1);
  return newest === undefined ? 0 : familyAndRevision(newest).revision;
}
