import {
  DescribeContainerInstancesCommand,
  DescribeServicesCommand,
  DescribeTaskDefinitionCommand,
  DescribeTasksCommand,
  ECSClient,
  GetTaskProtectionCommand,
  ListTagsForResourceCommand,
  paginateListClusters,
  paginateListContainerInstances,
  paginateListServices,
  paginateListTaskDefinitions,
  paginateListTasks,
} from '@aws-sdk/client-ecs';
import type { EcsRead, EcsServiceState, Task, TaskDefinition } from '#actions/ports.ts';
import { Failure } from '#domain/failure.ts';
import { allPages, answered, pieces } from './answered.ts';
import type { ReadSettings } from './clients.ts';
import { serviceState, task, taskDefinition } from './ecs-shapes.ts';
import { readRevisions } from './read-revisions.ts';

/** Most that DescribeServices and GetTaskProtection take, and most that the other calls take. */
const fewAtOnce = 10;
const manyAtOnce = 100;

async function inPieces<T, R>(
  list: readonly T[],
  size: number,
  ask: (piece: T[]) => Promise<readonly R[]>,
): Promise<readonly R[]> {
  const answers: R[] = [];
  for (const piece of pieces(list, size)) answers.push(...(await ask([...piece])));
  return answers;
}

const services = (client: ECSClient, cluster: string, names: readonly string[]): Promise<readonly EcsServiceState[]> =>
  inPieces(names, fewAtOnce, async (piece) => {
    const command = new DescribeServicesCommand({ cluster, services: piece });
    const { services: found = [] } = await answered('ecs:DescribeServices', client.send(command));
    return found.map(serviceState).sort((a, b) => piece.indexOf(a.name) - piece.indexOf(b.name));
  });

const tasksByArn = (client: ECSClient, cluster: string, arns: readonly string[]): Promise<readonly Task[]> =>
  inPieces(arns, manyAtOnce, async (piece) => {
    const command = new DescribeTasksCommand({ cluster, tasks: piece });
    const { tasks: found = [] } = await answered('ecs:DescribeTasks', client.send(command));
    return found.map(task);
  });

async function tasks(client: ECSClient, cluster: string, serviceName: string, desiredStatus: 'RUNNING' | 'STOPPED') {
  const pages = paginateListTasks({ client, pageSize: manyAtOnce }, { cluster, serviceName, desiredStatus });
  const arns = await allPages('ecs:ListTasks', pages, ({ taskArns }) => taskArns);
  return tasksByArn(client, cluster, arns);
}

const protectedTasks = (client: ECSClient, cluster: string, arns: readonly string[]): Promise<readonly string[]> =>
  inPieces(arns, fewAtOnce, async (piece) => {
    const command = new GetTaskProtectionCommand({ cluster, tasks: piece });
    const { protectedTasks: found = [] } = await answered('ecs:GetTaskProtection', client.send(command));
    return found.flatMap(({ taskArn = '', protectionEnabled }) => (protectionEnabled ? [taskArn] : []));
  });

async function familyTasks(client: ECSClient, cluster: string, family: string): Promise<readonly Task[]> {
  const pages = paginateListTasks({ client, pageSize: manyAtOnce }, { cluster, family, desiredStatus: 'RUNNING' });
  return tasksByArn(client, cluster, await allPages('ecs:ListTasks', pages, ({ taskArns }) => taskArns));
}

async function startedBy(client: ECSClient, cluster: string, by: string): Promise<readonly Task[]> {
  const listed = await Promise.all(
    (['RUNNING', 'STOPPED'] as const).map((desiredStatus) => {
      const pages = paginateListTasks({ client, pageSize: manyAtOnce }, { cluster, startedBy: by, desiredStatus });
      return allPages('ecs:ListTasks', pages, ({ taskArns }) => taskArns);
    }),
  );
  return tasksByArn(client, cluster, listed.flat());
}

async function definition(client: ECSClient, arn: string): Promise<TaskDefinition> {
  const command = new DescribeTaskDefinitionCommand({ taskDefinition: arn });
  const { taskDefinition: found } = await answered('ecs:DescribeTaskDefinition', client.send(command));
  if (!found) throw new Failure('transient', 'aws-lost', `ecs:DescribeTaskDefinition gave nothing for ${arn}`);
  return taskDefinition(found);
}

async function tags(client: ECSClient, resourceArn: string): Promise<Readonly<Record<string, string>>> {
  const command = new ListTagsForResourceCommand({ resourceArn });
  const { tags: found = [] } = await answered('ecs:ListTagsForResource', client.send(command));
  return Object.fromEntries(found.map(({ key = '', value = '' }) => [key, value]));
}

const namesOf = (arns: readonly string[]): readonly string[] =>
  arns.map((arn) => arn.slice(arn.lastIndexOf('/') + 1)).sort();

async function listClusters(client: ECSClient): Promise<readonly string[]> {
  const pages = paginateListClusters({ client, pageSize: manyAtOnce }, {});
  return namesOf(await allPages('ecs:ListClusters', pages, ({ clusterArns }) => clusterArns));
}

async function listServices(client: ECSClient, cluster: string): Promise<readonly string[]> {
  const pages = paginateListServices({ client, pageSize: manyAtOnce }, { cluster });
  return namesOf(await allPages('ecs:ListServices', pages, ({ serviceArns }) => serviceArns));
}

/** `familyPrefix` is the whole name of a family. https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_ListTaskDefinitions.html */
async function listRevisions(client: ECSClient, family: string, limit: number): Promise<readonly string[]> {
  const asked = { familyPrefix: family, status: 'ACTIVE', sort: 'DESC' } as const;
  const pages = paginateListTaskDefinitions({ client, pageSize: manyAtOnce }, asked);
  const arns = await allPages('ecs:ListTaskDefinitions', pages, ({ taskDefinitionArns }) => taskDefinitionArns, limit);
  return arns.slice(0, limit);
}

async function hosts(client: ECSClient, cluster: string) {
  const pages = paginateListContainerInstances({ client, pageSize: manyAtOnce }, { cluster });
  const arns = await allPages(
    'ecs:ListContainerInstances',
    pages,
    ({ containerInstanceArns }) => containerInstanceArns,
  );
  return inPieces(arns, manyAtOnce, async (containerInstances) => {
    const command = new DescribeContainerInstancesCommand({ cluster, containerInstances });
    const { containerInstances: found = [] } = await answered('ecs:DescribeContainerInstances', client.send(command));
    return found.map(({ containerInstanceArn = '', ec2InstanceId = '', status }) => ({
      arn: containerInstanceArn,
      ec2InstanceId,
      active: status === 'ACTIVE',
    }));
  });
}

export function readEcs(settings: ReadSettings): EcsRead {
  const client = new ECSClient(settings);
  return {
    ...readRevisions(client),
    service: async (cluster, name) => (await services(client, cluster, [name]))[0],
    services: (cluster, names) => services(client, cluster, names),
    listClusters: () => listClusters(client),
    listServices: (cluster) => listServices(client, cluster),
    listRevisions: (family, limit) => listRevisions(client, family, limit),
    tasks: (cluster, service, desiredStatus) => tasks(client, cluster, service, desiredStatus),
    tasksByArn: (cluster, arns) => tasksByArn(client, cluster, arns),
    protectedTasks: (cluster, arns) => protectedTasks(client, cluster, arns),
    taskDefinition: (arn) => definition(client, arn),
    tags: (arn) => tags(client, arn),
    familyTasks: (cluster, family) => familyTasks(client, cluster, family),
    startedBy: (cluster, by) => startedBy(client, cluster, by),
    hosts: (cluster) => hosts(client, cluster),
  };
}
