import {
  type ServiceRevision as Described,
  DescribeServiceDeploymentsCommand,
  DescribeServiceRevisionsCommand,
  DescribeServicesCommand,
  DescribeTaskDefinitionCommand,
  type ECSClient,
  ListServiceDeploymentsCommand,
} from '@aws-sdk/client-ecs';
import type { Definition, RevisionRead, ServiceRevision } from '#actions/ports/revision-read.ts';
import type { JsonObject } from '#domain/json.ts';
import { answered } from './answered.ts';
import { keepRaw, lostPaths } from './raw-answer.ts';
import { serviceDeploymentState } from './service-deployment-shape.ts';

/** Most that DescribeServiceRevisions takes. */
const most = 20;

const isUnknown = (error: unknown): boolean =>
  error instanceof Error && /Unable to describe task definition/.test(error.message);

async function definition(client: ECSClient, taskDefinition: string): Promise<Definition | undefined> {
  const command = new DescribeTaskDefinitionCommand({ taskDefinition, include: ['TAGS'] });
  const raw = keepRaw(command);
  const asked = client.send(command).catch((error: unknown) => {
    if (isUnknown(error)) return undefined;
    throw error;
  });
  const found = await answered('ecs:DescribeTaskDefinition', asked);
  if (!found) return undefined;
  const sent = JSON.parse(raw()) as { taskDefinition: JsonObject };
  return {
    raw: sent.taskDefinition,
    tags: (found.tags ?? []).map(({ key = '', value = '' }) => ({ key, value })),
    unknown: lostPaths(sent.taskDefinition, found.taskDefinition),
  };
}

function revision(from: Described): ServiceRevision {
  const { serviceRevisionArn = '', serviceArn: _, clusterArn: __, createdAt, containerImages, ...rest } = from;
  const { taskDefinition = '', ...settings } = rest;
  return {
    arn: serviceRevisionArn,
    createdAt: createdAt?.getTime() ?? 0,
    taskDefinition,
    images: (containerImages ?? []).map(({ containerName = '', image = '', imageDigest }) => ({
      container: containerName,
      image,
      ...(imageDigest === undefined ? {} : { digest: imageDigest }),
    })),
    settings: JSON.parse(JSON.stringify(settings)),
  };
}

/** ARNs of the revision that runs, and of those of deployments that succeeded, newest first. */
async function listed(client: ECSClient, cluster: string, service: string): Promise<readonly string[]> {
  const now = new DescribeServicesCommand({ cluster, services: [service] });
  const succeeded = new ListServiceDeploymentsCommand({ cluster, service, status: ['SUCCESSFUL'], maxResults: most });
  const [{ services: [found] = [] }, { serviceDeployments = [] }] = await Promise.all([
    answered('ecs:DescribeServices', client.send(now)),
    answered('ecs:ListServiceDeployments', client.send(succeeded)),
  ]);
  const newestFirst = [...serviceDeployments].sort((a, b) => Number(b.createdAt) - Number(a.createdAt));
  const current = found?.currentServiceRevisions?.[0]?.arn;
  const arns = [current, ...newestFirst.map(({ targetServiceRevisionArn }) => targetServiceRevisionArn)];
  return [...new Set(arns.filter((arn) => arn !== undefined))].slice(0, most);
}

async function revisions(client: ECSClient, cluster: string, service: string): Promise<readonly ServiceRevision[]> {
  const serviceRevisionArns = await listed(client, cluster, service);
  if (serviceRevisionArns.length === 0) return [];
  const command = new DescribeServiceRevisionsCommand({ serviceRevisionArns: [...serviceRevisionArns] });
  const { serviceRevisions = [] } = await answered('ecs:DescribeServiceRevisions', client.send(command));
  const inOrder = (arn: string): number => serviceRevisionArns.indexOf(arn);
  return serviceRevisions.map(revision).sort((a, b) => inOrder(a.arn) - inOrder(b.arn));
}

/** What a service ran before, and what a task definition holds to the letter. */
export const readRevisions = (client: ECSClient): RevisionRead => ({
  definition: (arn) => definition(client, arn),
  revisions: (cluster, service) => revisions(client, cluster, service),
  async serviceDeployment(arn) {
    const command = new DescribeServiceDeploymentsCommand({ serviceDeploymentArns: [arn] });
    const { serviceDeployments: [found] = [] } = await answered('ecs:DescribeServiceDeployments', client.send(command));
    return found && serviceDeploymentState(found);
  },
});
