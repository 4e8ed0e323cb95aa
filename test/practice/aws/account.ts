import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { CloudWatchLogsClient } from '@aws-sdk/client-cloudwatch-logs';
import {
  DescribeServicesCommand,
  DescribeTasksCommand,
  ECSClient,
  ListTasksCommand,
  UpdateServiceCommand,
} from '@aws-sdk/client-ecs';
import { SSMClient } from '@aws-sdk/client-ssm';
import { STSClient } from '@aws-sdk/client-sts';
import { asFailure } from '#domain/failure.ts';
import { handleControl } from '#practice/aws/control.ts';
import { createPracticeAws, type PracticeAwsOptions } from '#practice/aws/practice-aws.ts';
import { createClock } from '#practice/clock.ts';
import type { World } from '#practice/worlds/world.ts';

export const accountId = '111122223333';
export const role = `arn:aws:iam::${accountId}:role/stepward-prod`;
export const start = Date.UTC(2026, 0, 22, 18);

/** As the bot's clients are set: without `throwOnRequestTimeout` a call may hang for a quarter of an hour. */
const requestHandler = { connectionTimeout: 3_000, requestTimeout: 15_000, throwOnRequestTimeout: true };

/** A practice account behind a real port, with the real SDK's clients. `path` is where the endpoint points. */
export async function openAccount(world: World, more: Partial<PracticeAwsOptions> = {}, path = '/aws') {
  const clock = createClock({ mode: 'manual', start });
  const aws = createPracticeAws({ world, account: accountId, region: 'us-east-1', roles: [role], clock, ...more });
  const server = createServer((request, response) => {
    const answer = request.url?.includes('/_sim/')
      ? handleControl(aws, request, response)
      : aws.handle(request, response);
    answer.catch((thrown: unknown) => response.writeHead(500).end(asFailure(thrown).message));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const config = {
    region: 'us-east-1',
    endpoint: `${origin}${path}`,
    credentials: { accessKeyId: 'AKIAPRACTICE', secretAccessKey: 'secret' },
    maxAttempts: 1,
    requestHandler,
  };
  const clients = {
    ecs: new ECSClient(config),
    ssm: new SSMClient(config),
    logs: new CloudWatchLogsClient(config),
    sts: new STSClient(config),
  };
  return {
    aws,
    clock,
    origin,
    config,
    ...clients,
    close() {
      clock.stop();
      for (const client of Object.values(clients)) client.destroy();
      server.close();
      server.closeAllConnections();
    },
  };
}

export type OpenAccount = Awaited<ReturnType<typeof openAccount>>;

/** Questions about one service of a cluster, asked through the SDK. */
export function asking({ ecs, clock }: OpenAccount, cluster: string, service: string) {
  const describe = async () => {
    const { services = [] } = await ecs.send(new DescribeServicesCommand({ cluster, services: [service] }));
    const [found] = services;
    if (!found) throw new Error(`${service} is missing`);
    return found;
  };
  const tasks = async (desiredStatus: 'RUNNING' | 'STOPPED' = 'RUNNING') => {
    const { taskArns = [] } = await ecs.send(new ListTasksCommand({ cluster, serviceName: service, desiredStatus }));
    if (taskArns.length === 0) return [];
    return (await ecs.send(new DescribeTasksCommand({ cluster, tasks: taskArns }))).tasks ?? [];
  };
  return {
    describe,
    tasks,
    update: async (change: Omit<ConstructorParameters<typeof UpdateServiceCommand>[0], 'cluster' | 'service'>) => {
      const { service: updated } = await ecs.send(new UpdateServiceCommand({ cluster, service, ...change }));
      return updated;
    },
    primary: async () => (await describe()).deployments?.find(({ status }) => status === 'PRIMARY'),
    messages: async () => ((await describe()).events ?? []).map(({ message }) => message),
    /** Seconds from now until it holds, looking every second; fails after `limit`. */
    async secondsUntil(holds: () => Promise<boolean>, limit = 600): Promise<number> {
      for (let second = 0; second <= limit; second += 1) {
        if (await holds()) return second;
        clock.advance(1_000);
      }
      throw new Error(`Not within ${limit} s`);
    },
  };
}
