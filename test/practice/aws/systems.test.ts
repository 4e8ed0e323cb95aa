import {
  CancelCommandCommand,
  DescribeAutomationExecutionsCommand,
  DescribeDocumentCommand,
  DescribeInstanceInformationCommand,
  GetAutomationExecutionCommand,
  GetCommandInvocationCommand,
  ListCommandInvocationsCommand,
  ListCommandsCommand,
  ListTagsForResourceCommand,
  SendAutomationSignalCommand,
  SendCommandCommand,
  StartAutomationExecutionCommand,
  StopAutomationExecutionCommand,
  UpdateDocumentDefaultVersionCommand,
} from '@aws-sdk/client-ssm';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { automation, nightly, script as ownDocument, systemsWorld } from '../../actions/systems-world.ts';
import { type OpenAccount, openAccount, role } from './account.ts';

const topics = 'docker exec kafka kafka-topics.sh --bootstrap-server localhost:9092';

let account: OpenAccount;
beforeEach(async () => {
  account = await openAccount(systemsWorld());
});
afterEach(() => account.close());

const pass = (seconds: number) => account.clock.advance(seconds * 1_000);

async function send(
  commands: readonly string[],
  more: Partial<ConstructorParameters<typeof SendCommandCommand>[0]> = {},
) {
  const { Command } = await account.ssm.send(
    new SendCommandCommand({
      DocumentName: 'AWS-RunShellScript',
      InstanceIds: ['i-0aaa'],
      Parameters: { commands: [...commands], executionTimeout: ['60'] },
      Comment: 'stepward 4F3W/step',
      ...more,
    }),
  );
  return Command?.CommandId ?? '';
}

const invocation = (CommandId: string, InstanceId = 'i-0aaa') =>
  account.ssm.send(new GetCommandInvocationCommand({ CommandId, InstanceId }));

/** How a script ends. */
async function run(...commands: readonly string[]) {
  const id = await send(commands);
  pass(10);
  return invocation(id);
}

describe('a command', () => {
  it('is not there in its first second, then runs, then has ended; its times are texts', async () => {
    const id = await send(['restart-agent --now']);
    await expect(invocation(id)).rejects.toMatchObject({ name: 'InvocationDoesNotExist' });
    pass(1);
    expect(await invocation(id)).toMatchObject({ Status: 'InProgress', ResponseCode: -1, ExecutionEndDateTime: '' });
    pass(3);
    expect(await invocation(id)).toMatchObject({
      Status: 'Success',
      ResponseCode: 0,
      StandardOutputContent: expect.stringContaining('agent restarted'),
      ExecutionStartDateTime: '2026-01-22T18:00:01.000Z',
      ExecutionEndDateTime: '2026-01-22T18:00:04.000Z',
    });
  });

  it('is found by its comment among those sent since', async () => {
    const id = await send(['restart-agent']);
    const since = (value: string) =>
      account.ssm.send(new ListCommandsCommand({ Filters: [{ key: 'InvokedAfter', value }] }));
    expect((await since('2026-01-22T18:00:00Z')).Commands).toMatchObject([
      { CommandId: id, Comment: 'stepward 4F3W/step', RequestedDateTime: new Date('2026-01-22T18:00:00Z') },
    ]);
    expect((await since('2026-01-22T18:00:01Z')).Commands).toEqual([]);
    const { CommandInvocations } = await account.ssm.send(new ListCommandInvocationsCommand({ CommandId: id }));
    expect(CommandInvocations).toMatchObject([{ InstanceId: 'i-0aaa', Status: 'Pending' }]);
  });

  it('takes its instances in turn, and leaves the rest out after a failure', async () => {
    const both = { InstanceIds: ['i-0aaa', 'i-0bbb'], MaxConcurrency: '1', MaxErrors: '0' };
    const id = await send(['df -h'], both);
    pass(10);
    expect(await invocation(id)).toMatchObject({
      Status: 'Failed',
      ResponseCode: 2,
      StandardErrorContent: expect.stringContaining('Input/output'),
    });
    expect(await invocation(id, 'i-0bbb')).toMatchObject({ Status: 'Cancelled', StatusDetails: 'Terminated' });
  });

  it('is ended at its execution timeout, and when it is cancelled', async () => {
    const late = await send(['sleep 900']);
    pass(62);
    expect((await invocation(late)).Status).toBe('TimedOut');
    const cancelled = await send(['sleep 900']);
    pass(2);
    await account.ssm.send(new CancelCommandCommand({ CommandId: cancelled }));
    expect((await invocation(cancelled)).Status).toBe('Cancelled');
  });

  it('ends with 127 where the world does not know what its script does', async () => {
    expect(await run('reticulate splines')).toMatchObject({ Status: 'Failed', ResponseCode: 127 });
  });

  it('is refused on an instance without an agent, and with a comment that is too long', async () => {
    await expect(send(['df'], { InstanceIds: ['i-0zzz'] })).rejects.toMatchObject({ name: 'InvalidInstanceId' });
    await expect(send(['df'], { Comment: 'x'.repeat(101) })).rejects.toMatchObject({ name: 'ValidationException' });
    await expect(send(['df'], { OutputS3BucketName: 'b' })).rejects.toThrow('OutputS3BucketName');
    const { InstanceInformationList } = await account.ssm.send(
      new DescribeInstanceInformationCommand({ Filters: [{ Key: 'InstanceIds', Values: ['i-0aaa', 'i-0zzz'] }] }),
    );
    expect(InstanceInformationList).toMatchObject([{ InstanceId: 'i-0aaa', PingStatus: 'Online' }]);
  });
});

describe('kafka-topics.sh in a script', () => {
  const text = async (...commands: readonly string[]) => (await run(...commands)).StandardOutputContent;

  it('creates topics that a later listing and description show', async () => {
    expect(await text(`${topics} --create --if-not-exists --topic notifications.ready --partitions 9`)).toBe(
      'Created topic notifications.ready.\n',
    );
    expect(await text(`${topics} --list`)).toBe('alerts.new\nnotifications.ready\n');
    expect(await text(`${topics} --describe --topic notifications.ready`)).toContain('PartitionCount: 9');
  });

  it('leaves one that exists as it is, even with another number of partitions', async () => {
    const create = `${topics} --create --topic alerts.new --partitions 3`;
    expect(await text(`${create} --if-not-exists`)).toBe('');
    expect(await text(`${topics} --describe --topic alerts.new`)).toContain('PartitionCount: 9');
    expect(await run(create)).toMatchObject({
      Status: 'Failed',
      StandardErrorContent: expect.stringContaining('already exists'),
    });
  });

  it('follows exported variables and a loop over the lines of one', async () => {
    const out = await text(
      `export TOPICS='rule.changed\nalerts.matched'`,
      `export PARTITIONS='9'`,
      'for topic in $TOPICS; do',
      `  ${topics} --create --topic "$topic" --partitions $PARTITIONS`,
      'done',
      `${topics} --list`,
    );
    expect(out).toBe(
      'Created topic rule.changed.\nCreated topic alerts.matched.\nalerts.matched\nalerts.new\nrule.changed\n',
    );
  });

  it('deletes a topic, and fails for one that is not there', async () => {
    expect((await run(`${topics} --delete --topic alerts.new`)).Status).toBe('Success');
    expect((await run(`${topics} --describe --topic alerts.new`)).StandardErrorContent).toContain('does not exist');
  });
});

describe('a document', () => {
  it('is described with the version that would run', async () => {
    const describeDocument = () => account.ssm.send(new DescribeDocumentCommand({ Name: ownDocument }));
    const before = (await describeDocument()).Document;
    expect(before).toMatchObject({
      DocumentType: 'Command',
      DefaultVersion: '1',
      LatestVersion: '2',
      Owner: '111122223333',
    });
    await account.ssm.send(new UpdateDocumentDefaultVersionCommand({ Name: ownDocument, DocumentVersion: '2' }));
    const after = (await describeDocument()).Document;
    expect(after).toMatchObject({ DefaultVersion: '2' });
    expect(after?.Hash).not.toBe(before?.Hash);
    await expect(account.ssm.send(new DescribeDocumentCommand({ Name: 'none' }))).rejects.toMatchObject({
      name: 'InvalidDocument',
    });
  });
});

describe('an automation', () => {
  const token = '7b0f4d5e-1c1a-5c7b-9a53-0d1f0a2b3c4d';
  const start = async (DocumentName: string, Service = 'busy') => {
    const Tags = [{ Key: 'stepward:run', Value: '4F3W' }];
    const Parameters = DocumentName === nightly ? { Pause: ['5'] } : { Service: [Service] };
    const asked = new StartAutomationExecutionCommand({
      DocumentName,
      ClientToken: token,
      Parameters,
      Mode: 'Auto',
      Tags,
    });
    return (await account.ssm.send(asked)).AutomationExecutionId ?? '';
  };
  const get = async (AutomationExecutionId: string) =>
    (await account.ssm.send(new GetAutomationExecutionCommand({ AutomationExecutionId }))).AutomationExecution;
  const signal = (AutomationExecutionId: string, SignalType: 'Approve' | 'Reject') =>
    account.ssm.send(
      new SendAutomationSignalCommand({ AutomationExecutionId, SignalType, Payload: { Comment: ['yes'] } }),
    );

  it('goes through its steps, calls AWS, and succeeds', async () => {
    const id = await start(nightly);
    expect(await get(id)).toMatchObject({ AutomationExecutionStatus: 'Pending', StepExecutions: [] });
    pass(2);
    expect(await get(id)).toMatchObject({ AutomationExecutionStatus: 'InProgress', CurrentAction: 'aws:sleep' });
    pass(10);
    expect(await get(id)).toMatchObject({ AutomationExecutionStatus: 'Success', ExecutionEndTime: expect.any(Date) });
    expect(account.aws.view().services.find(({ name }) => name === 'busy')).toMatchObject({ desired: 2 });
  });

  it('starts once for a token, and refuses the token with other parameters', async () => {
    expect(await start(automation)).toBe(await start(automation));
    await expect(start(automation, 'api')).rejects.toMatchObject({ name: 'IdempotentParameterMismatch' });
    const Filters = [{ Key: 'TagKey' as const, Values: ['stepward:run'] }];
    const { AutomationExecutionMetadataList: found } = await account.ssm.send(
      new DescribeAutomationExecutionsCommand({ Filters }),
    );
    expect(found).toHaveLength(1);
    const tags = { ResourceType: 'Automation' as const, ResourceId: found?.[0]?.AutomationExecutionId };
    expect((await account.ssm.send(new ListTagsForResourceCommand(tags))).TagList).toEqual([
      { Key: 'stepward:run', Value: '4F3W' },
    ]);
  });

  it('waits for an approver, and for nobody else', async () => {
    const id = await start(automation);
    pass(1);
    expect(await get(id)).toMatchObject({ AutomationExecutionStatus: 'Waiting', CurrentStepName: 'ask' });
    await expect(signal(id, 'Approve')).rejects.toMatchObject({ name: 'InvalidAutomationSignalException' });
    const approve = { AutomationExecutionId: id, SignalType: 'Approve' };
    await account.aws.perform('SendAutomationSignal', approve, role);
    pass(10);
    expect((await get(id))?.AutomationExecutionStatus).toBe('Success');
    await expect(account.aws.perform('SendAutomationSignal', approve, role)).rejects.toThrow('does not wait');
  });

  it('ends when it is rejected, when it is stopped, and when a call fails, and says why', async () => {
    const rejected = await start(automation);
    pass(1);
    await account.aws.perform('SendAutomationSignal', { AutomationExecutionId: rejected, SignalType: 'Reject' }, role);
    expect(await get(rejected)).toMatchObject({
      AutomationExecutionStatus: 'Rejected',
      FailureMessage: expect.stringContaining('rejected by'),
    });
    const { AutomationExecutionId: stopped = '' } = await account.ssm.send(
      new StartAutomationExecutionCommand({ DocumentName: nightly }),
    );
    await account.ssm.send(new StopAutomationExecutionCommand({ AutomationExecutionId: stopped, Type: 'Cancel' }));
    expect((await get(stopped))?.AutomationExecutionStatus).toBe('Cancelled');
    const asked = new StartAutomationExecutionCommand({
      DocumentName: automation,
      Parameters: { Service: ['nobody'] },
    });
    const { AutomationExecutionId: failed = '' } = await account.ssm.send(asked);
    pass(1);
    await account.aws.perform('SendAutomationSignal', { AutomationExecutionId: failed, SignalType: 'Approve' }, role);
    pass(10);
    expect(await get(failed)).toMatchObject({
      AutomationExecutionStatus: 'Failed',
      FailureMessage: expect.stringContaining('ServiceNotFound'),
    });
  });
});
