import { GetLogEventsCommand } from '@aws-sdk/client-cloudwatch-logs';
import { DescribeNetworkInterfacesCommand, EC2Client } from '@aws-sdk/client-ec2';
import {
  DescribeTasksCommand,
  ListTasksCommand,
  RunTaskCommand,
  type RunTaskCommandInput,
  StopTaskCommand,
  type Task,
} from '@aws-sdk/client-ecs';
import { afterEach, describe, expect, it } from '@jest/globals';
import type { Program, World } from '#practice/worlds/world.ts';
import { asking, type OpenAccount, openAccount } from './account.ts';
import { smallWorld } from './small-world.ts';

const network = { awsvpcConfiguration: { subnets: ['subnet-0a'], securityGroups: ['sg-0a'] } };
const usual = { cluster: 'c', taskDefinition: 'api:1', launchType: 'FARGATE', networkConfiguration: network } as const;
const migrate: Program = { says: [{ at: 1, text: 'migrated' }], exit: { after: 5, code: 0 } };
const image: Program = { run: { 'npm run migrate': migrate, 'npm test': { exit: { after: 2, code: 3 } } } };

let account: OpenAccount;
afterEach(() => account.close());

const enter = async (world: World = smallWorld({ before: image })) => {
  account = await openAccount(world);
};

const run = async (more: Partial<RunTaskCommandInput> = {}) => {
  const { tasks = [], failures = [] } = await account.ecs.send(new RunTaskCommand({ ...usual, ...more }));
  return { tasks, failures, arn: tasks[0]?.taskArn ?? '' };
};

const command = (...words: string[]) => ({ overrides: { containerOverrides: [{ name: 'api', command: words }] } });

const look = async (arn: string): Promise<Task> => {
  const { tasks = [] } = await account.ecs.send(new DescribeTasksCommand({ cluster: 'c', tasks: [arn] }));
  if (!tasks[0]) throw new Error(`${arn} is missing`);
  return tasks[0];
};

const list = async (filter: Omit<ConstructorParameters<typeof ListTasksCommand>[0], 'cluster'>) =>
  (await account.ecs.send(new ListTasksCommand({ cluster: 'c', ...filter }))).taskArns ?? [];

async function ended(arn: string): Promise<Task> {
  for (let second = 0; second < 120; second += 1) {
    const task = await look(arn);
    if (task.lastStatus === 'STOPPED') return task;
    account.clock.advance(1_000);
  }
  throw new Error('it does not end');
}

const linesOf = async (arn: string): Promise<(string | undefined)[]> => {
  account.clock.advance(3_000);
  const logStreamName = `ecs/api/${arn.split('/').at(-1)}`;
  const { events = [] } = await account.logs.send(
    new GetLogEventsCommand({ logGroupName: '/ecs/api', logStreamName, startFromHead: true }),
  );
  return events.map(({ message }) => message);
};

describe('a single task', () => {
  it('belongs to its family and to no service, and ends with its container', async () => {
    await enter();
    const { arn, tasks } = await run({ ...command('npm', 'run', 'migrate'), startedBy: 'a/person-1' });
    expect(tasks[0]).toMatchObject({ group: 'family:api', startedBy: 'a/person-1', lastStatus: 'PROVISIONING' });
    expect(await asking(account, 'c', 'api').tasks()).toHaveLength(1);
    expect(await ended(arn)).toMatchObject({
      stopCode: 'EssentialContainerExited',
      containers: [{ exitCode: 0 }],
      overrides: command('npm', 'run', 'migrate').overrides,
    });
    expect(await linesOf(arn)).toEqual(['migrated']);
    account.clock.advance(60_000);
    expect(await asking(account, 'c', 'api').tasks()).toHaveLength(1);
  });

  it.each([
    ['another command of the image', ['npm', 'test'], 3],
    ['a command in a shell', ['sh', '-c', 'npm test'], 3],
    ['a command that the image does not have', ['npm', 'start-it'], 127],
  ])('ends with the code of %s', async (_, words, exitCode) => {
    await enter();
    expect((await ended((await run(command(...words))).arn)).containers).toMatchObject([{ exitCode }]);
  });

  it('is stopped as any other', async () => {
    await enter();
    const { arn } = await run();
    account.clock.advance(30_000);
    await account.ecs.send(new StopTaskCommand({ cluster: 'c', task: arn, reason: 'enough' }));
    expect(await ended(arn)).toMatchObject({ stopCode: 'UserInitiated', stoppedReason: 'enough' });
  });

  it('ends with 1 and says why if a variable that it requires is missing', async () => {
    await enter(smallWorld({ before: { run: { go: { ...migrate, env: { require: ['TOKEN'] } } } } }));
    const without = await run(command('go'));
    expect((await ended(without.arn)).containers).toMatchObject([{ exitCode: 1 }]);
    expect(await linesOf(without.arn)).toEqual(['Error: the environment variable TOKEN is not set']);
    const [override] = command('go').overrides.containerOverrides;
    const environment = [{ name: 'TOKEN', value: 'x' }];
    const given = await run({ overrides: { containerOverrides: [{ ...override, environment }] } });
    expect((await ended(given.arn)).containers).toMatchObject([{ exitCode: 0 }]);
  });

  it('cannot be executed on a processor that its image was not made for', async () => {
    await enter(smallWorld({ before: { ...image, arch: ['ARM64'] } }));
    const { arn } = await run(command('npm', 'run', 'migrate'));
    expect((await ended(arn)).containers).toMatchObject([{ exitCode: 255 }]);
    expect(await linesOf(arn)).toEqual(['exec format error']);
  });
});

describe('a client token', () => {
  const once = { clientToken: 'a-token', ...command('npm', 'run', 'migrate') };

  it('gives the same task again, also when it has stopped', async () => {
    await enter();
    const { arn } = await run(once);
    expect((await run(once)).arn).toBe(arn);
    await ended(arn);
    expect((await run(once)).arn).toBe(arn);
    expect([
      ...(await list({ family: 'api' })),
      ...(await list({ family: 'api', desiredStatus: 'STOPPED' })),
    ]).toHaveLength(2);
  });

  it('with other parameters is a conflict that names the task', async () => {
    await enter();
    const { arn } = await run(once);
    await expect(run({ ...once, count: 2 })).rejects.toMatchObject({ name: 'ConflictException', resourceIds: [arn] });
  });

  it('is forgotten an hour after its task has stopped', async () => {
    await enter();
    const { arn } = await run(once);
    await ended(arn);
    account.clock.advance(3_601_000);
    expect((await run(once)).arn).not.toBe(arn);
  });
});

it('is listed by who started it, whatever has become of it, and by nothing besides', async () => {
  await enter();
  const { arn } = await run({ startedBy: 'me' });
  expect(await list({ startedBy: 'me' })).toEqual([arn]);
  await account.ecs.send(new StopTaskCommand({ cluster: 'c', task: arn }));
  expect(await list({ startedBy: 'me', desiredStatus: 'STOPPED' })).toEqual([arn]);
  await expect(list({ startedBy: 'me', family: 'api' })).rejects.toMatchObject({ name: 'InvalidParameterException' });
});

describe('a request that ECS refuses', () => {
  it.each([
    ['no network', { networkConfiguration: undefined }, 'InvalidParameterException'],
    ['an unknown task definition', { taskDefinition: 'api:9' }, 'ClientException'],
    ['an unknown container', { overrides: { containerOverrides: [{ name: 'web' }] } }, 'InvalidParameterException'],
    [
      'two ways to be launched',
      { capacityProviderStrategy: [{ capacityProvider: 'FARGATE_SPOT' }] },
      'InvalidParameterException',
    ],
    ['overrides that are too long', command('x'.repeat(8_200)), 'InvalidParameterException'],
    ['a long name of who starts it', { startedBy: 'x'.repeat(129) }, 'InvalidParameterException'],
    ['too many tasks', { count: 11 }, 'InvalidParameterException'],
  ] as const)('has %s', async (_, more, name) => {
    await enter();
    await expect(run(more as Partial<RunTaskCommandInput>)).rejects.toMatchObject({ name });
  });

  it('has a network, and a task definition that does not use it', async () => {
    await enter(smallWorld({ hostPort: 8080 }));
    await expect(run({ launchType: 'EC2' })).rejects.toMatchObject({ name: 'InvalidParameterException' });
  });

  it('is one of Fargate for a task definition in host mode', async () => {
    await enter(smallWorld({ hostPort: 8080 }));
    await expect(run({ networkConfiguration: undefined })).rejects.toThrow('not supported on Fargate');
  });
});

it('answers without a task, and says why, where there is no room', async () => {
  await enter(smallWorld({ hostPort: 8080 }));
  const answer = await run({ launchType: 'EC2', networkConfiguration: undefined });
  expect(answer).toMatchObject({ tasks: [], failures: [{ reason: 'RESOURCE:PORTS' }] });
});

describe('on Fargate', () => {
  const interfaceOf = async (networkInterface: string) => {
    const ec2 = new EC2Client(account.config);
    const asked = new DescribeNetworkInterfacesCommand({ NetworkInterfaceIds: [networkInterface] });
    return (await ec2.send(asked).finally(() => ec2.destroy())).NetworkInterfaces?.[0];
  };
  const detail = ({ attachments = [] }: Task, name: string) =>
    attachments[0]?.details?.find((each) => each.name === name)?.value ?? '';

  it('has a network interface of its own, and a public address if that is asked for', async () => {
    await enter();
    const vpc = { ...network.awsvpcConfiguration, assignPublicIp: 'ENABLED' as const };
    const task = await look((await run({ networkConfiguration: { awsvpcConfiguration: vpc } })).arn);
    expect(task.attachments?.[0]).toMatchObject({ type: 'ElasticNetworkInterface', status: 'ATTACHED' });
    expect(detail(task, 'subnetId')).toBe('subnet-0a');
    const found = await interfaceOf(detail(task, 'networkInterfaceId'));
    expect(found).toMatchObject({ SubnetId: 'subnet-0a', PrivateIpAddress: detail(task, 'privateIPv4Address') });
    expect(found?.Association?.PublicIp).toMatch(/^203\.0\.113\.\d+$/);
  });

  it('has no public address otherwise, and no interface once it is gone', async () => {
    await enter();
    const task = await look((await run(command('npm', 'test'))).arn);
    const id = detail(task, 'networkInterfaceId');
    expect((await interfaceOf(id))?.Association).toBeUndefined();
    await ended(task.taskArn ?? '');
    await expect(interfaceOf(id)).rejects.toMatchObject({ name: 'InvalidNetworkInterfaceID.NotFound' });
  });

  it('is stopped when its Spot capacity is taken back', async () => {
    await enter();
    const { arn } = await run();
    account.clock.advance(30_000);
    account.aws.interrupt(arn);
    expect(await ended(arn)).toMatchObject({ stopCode: 'SpotInterruption' });
    expect(() => account.aws.interrupt(arn)).toThrow('no task');
  });

  it('shows with its service where its tasks run', async () => {
    await enter();
    expect(await asking(account, 'c', 'api').describe()).toMatchObject({
      launchType: 'FARGATE',
      platformVersion: 'LATEST',
      networkConfiguration: { awsvpcConfiguration: { assignPublicIp: 'DISABLED', subnets: ['subnet-0practice'] } },
    });
  });
});
