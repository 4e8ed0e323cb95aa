import type { Ctx } from '../contract.ts';
import type { EcsServiceState, Read, TaskDefinition } from '../ports.ts';
import { parameterPath, type Reference, referenceOf } from './reference.ts';

/** Permissions that the execution role of a task definition must have before a task can start. */
export interface Need {
  readonly actions: readonly string[];
  readonly resources: readonly string[];
}

type Containers = TaskDefinition['containers'];

const unique = (texts: readonly string[]): readonly string[] => [...new Set(texts)];

async function secretArn(reference: Reference, { secrets }: Read, arn: (rest: string) => string): Promise<string> {
  if (reference.kind === 'secret') return (await secrets.secret(reference.arn))?.arn ?? reference.arn;
  return reference.region === undefined ? arn(`parameter/${parameterPath(reference.text)}`) : reference.text;
}

async function forSecrets(containers: Containers, read: Read, ssm: (rest: string) => string): Promise<readonly Need[]> {
  const references = containers.flatMap(({ secrets }) => secrets).map(({ valueFrom }) => referenceOf(valueFrom));
  const arns = (kind: Reference['kind']): Promise<readonly string[]> =>
    Promise.all(references.filter((each) => each.kind === kind).map((each) => secretArn(each, read, ssm)));
  return [
    { actions: ['secretsmanager:GetSecretValue'], resources: unique(await arns('secret')) },
    { actions: ['ssm:GetParameters'], resources: unique(await arns('parameter')) },
  ];
}

const registry = /^(\d{12})\.dkr\.ecr\.([a-z0-9-]+)\.amazonaws\.com(?:\.cn)?\/([^:@]+)/;

/** https://docs.aws.amazon.com/AmazonECR/latest/userguide/repository-policy-examples.html */
function forImages(containers: Containers, partition: string): readonly Need[] {
  const repositories = containers.flatMap(({ image }) => {
    const [, account, region, name] = registry.exec(image) ?? [];
    return name === undefined ? [] : [`arn:${partition}:ecr:${region}:${account}:repository/${name}`];
  });
  if (repositories.length === 0) return [];
  return [
    { actions: ['ecr:GetAuthorizationToken'], resources: ['*'] },
    { actions: ['ecr:BatchGetImage', 'ecr:GetDownloadUrlForLayer'], resources: unique(repositories) },
  ];
}

/** The stream is one of many of its group: its name ends in the task's id. */
const forLogs = (containers: Containers, arn: (rest: string) => string): Need => ({
  actions: ['logs:CreateLogStream', 'logs:PutLogEvents'],
  resources: unique(
    containers.flatMap(({ name, logs }) =>
      logs ? [arn(`log-group:${logs.group}:log-stream:${logs.prefix}/${name}/task`)] : [],
    ),
  ),
});

/** On EC2 images are pulled and lines written with the role of the instance. https://docs.aws.amazon.com/AmazonECS/latest/developerguide/instance_IAM_role.html */
export async function needsOf(
  { arn, launchType }: EcsServiceState,
  { containers }: TaskDefinition,
  read: Read,
  { account, region }: Ctx,
): Promise<readonly Need[]> {
  const [, partition = 'aws'] = arn.split(':');
  const here = (service: string) => (rest: string) => `arn:${partition}:${service}:${region}:${account}:${rest}`;
  const secrets = await forSecrets(containers, read, here('ssm'));
  const all =
    launchType === 'EC2'
      ? secrets
      : [...secrets, ...forImages(containers, partition), forLogs(containers, here('logs'))];
  return all.filter(({ resources }) => resources.length > 0);
}
