import { parkedTag } from '#domain/parked-tag.ts';
import type { PracticeAws } from '#practice/aws/practice-aws.ts';
import type { Program, World } from '#practice/worlds/world.ts';
import { shop } from './shop.ts';

const says = (...texts: string[]) => texts.map((text, n) => ({ at: n + 1, text }));

const image: Program = {
  says: says('api: listening on port 3001'),
  web: { '/health': { status: 200 } },
  run: {
    'npm run migrate': {
      says: says('3 migrations to apply', 'schema is up to date, version 12'),
      exit: { after: 4, code: 0 },
    },
    'npm run report': { says: says('Error: connect ECONNREFUSED 10.0.3.7:5432'), exit: { after: 3, code: 1 } },
    'npm run import': { says: says('importing 12,000 rows', '4,000 rows') },
  },
};

/** The small shop with an instance, a second service, and what Systems Manager can do. */
export function busyWorld(): World {
  const world = shop(image, { before: image, desired: 2 });
  const worker = world.services.map(({ taskDefinition }) => ({
    name: 'worker',
    taskDefinition,
    desiredCount: 3,
    launchType: 'FARGATE' as const,
  }));
  return {
    ...world,
    services: [...world.services, ...worker],
    hosts: [{ ec2InstanceId: 'i-0aaa', instanceType: 't3.small', cpu: 2_048, memory: 2_000 }],
    alarms: [{ name: 'shop-5xx', rings: [{ from: 0, to: 3_600 }], reason: 'too many' }, { name: 'shop-latency' }],
    scripts: [{ script: 'df -h', stdout: '/dev/xvda1 20G 19G 95% /\n' }],
    documents: [
      {
        name: 'drain-api',
        type: 'Automation',
        steps: [{ name: 'ask', action: 'aws:approve', approvers: ['arn:aws:iam::{account}:role/stepward-prod'] }],
      },
    ],
  };
}

const pause = {
  targetType: 'PAUSE',
  lifecycleStages: ['POST_TEST_TRAFFIC_SHIFT'],
  timeoutConfiguration: { timeoutInMinutes: 10 },
};

/** One of everything that the page shows: a minute later all of it goes on or has just ended. */
export async function keepBusy({ perform, clock }: PracticeAws): Promise<void> {
  const network = { awsvpcConfiguration: { subnets: ['subnet-1'] } };
  const run = (...command: string[]) =>
    perform('RunTask', {
      cluster: 'c',
      taskDefinition: 'api:1',
      launchType: 'FARGATE',
      networkConfiguration: network,
      overrides: { containerOverrides: [{ name: 'api', command }] },
    });
  const worker = { cluster: 'c', service: 'worker' };
  await perform('UpdateService', { ...worker, desiredCount: 0 });
  const { services } = await perform('DescribeServices', { cluster: 'c', services: ['worker'] });
  const resourceArn = (services as readonly { readonly serviceArn: string }[])[0]?.serviceArn ?? '';
  await perform('TagResource', { resourceArn, tags: [{ key: parkedTag, value: '3' }] });
  const api = { cluster: 'c', service: 'api' };
  await perform('UpdateService', {
    ...api,
    deploymentConfiguration: { strategy: 'BLUE_GREEN', lifecycleHooks: [pause] },
  });
  await run('npm', 'run', 'migrate');
  await run('npm', 'run', 'report');
  clock.advance(40_000);
  await perform('UpdateService', { ...api, taskDefinition: 'api:2' });
  await perform('SendCommand', {
    DocumentName: 'AWS-RunShellScript',
    InstanceIds: ['i-0aaa'],
    Parameters: { commands: ['df -h'], executionTimeout: ['60'] },
    Comment: 'stepward 4F3W/disk',
  });
  await perform('StartAutomationExecution', { DocumentName: 'drain-api' });
  await run('npm', 'run', 'import');
  clock.advance(60_000);
}
