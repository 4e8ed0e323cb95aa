import { shortName } from '../ecs-words.ts';
import type { EcsServiceState, Read, TaskDefinition } from '../ports.ts';

/** What a task is made of, as the author names it. */
export interface Asked {
  readonly cluster: string;
  readonly service?: string;
  readonly task_definition?: string;
  readonly network_from?: string;
  readonly container?: string;
}

export interface Found {
  readonly definition: TaskDefinition;
  /** The container whose command it is. */
  readonly container: TaskDefinition['containers'][number];
  readonly launchType: 'EC2' | 'FARGATE';
  /** Of a task with a network interface of its own. */
  readonly network: EcsServiceState['network'];
}

/** The services that are named; the first name that is unknown. */
async function sources({ cluster, service, network_from }: Asked, read: Read) {
  const names = [service, network_from].filter((name) => name !== undefined);
  const services = await read.ecs.services(cluster, [...new Set(names)]);
  const of = (name: string | undefined) => services.find((each) => each.name === name);
  return { own: of(service), sibling: of(network_from ?? service), missing: names.find((name) => !of(name)) };
}

function containerOf({ containers, arn }: TaskDefinition, name: string | undefined): Found['container'] | string {
  const essential = containers.filter((each) => each.essential);
  const names = containers.map((each) => each.name).join(', ');
  const found = name === undefined ? essential[0] : containers.find((each) => each.name === name);
  if (name === undefined && essential.length > 1)
    return `${shortName(arn)} has more than one essential container: name one of ${names} as container.`;
  return found ?? `${shortName(arn)} has no container ${name}, only ${names}.`;
}

function launchTypeOf({ compatibilities }: TaskDefinition, sibling: EcsServiceState | undefined): Found['launchType'] {
  if (sibling?.launchType === 'FARGATE' || sibling?.launchType === 'EC2') return sibling.launchType;
  return compatibilities.includes('FARGATE') ? 'FARGATE' : 'EC2';
}

/** @returns the reason where no task can be made of what is asked */
export async function findTask(asked: Asked, read: Read): Promise<Found | string> {
  const { own, sibling, missing } = await sources(asked, read);
  if (missing !== undefined) return `There is no service ${missing} in ${asked.cluster}.`;
  const named = asked.task_definition ?? own?.taskDefinition;
  if (named === undefined) return 'Say what to run: task_definition, or the service whose task definition it is.';
  const definition = await read.ecs.taskDefinition(named);
  if (definition.status !== 'ACTIVE') return `${shortName(definition.arn)} is ${definition.status}, not ACTIVE.`;
  const container = containerOf(definition, asked.container);
  if (typeof container === 'string') return container;
  const network = definition.networkMode === 'awsvpc' ? sibling?.network : undefined;
  if (definition.networkMode === 'awsvpc' && !network)
    return `A task of ${shortName(definition.arn)} needs a network: name a service of the same network as network_from.`;
  return { definition, container, launchType: launchTypeOf(definition, sibling), network };
}
