import { CloudTrailClient, LookupEventsCommand, type LookupEventsCommandInput } from '@aws-sdk/client-cloudtrail';
import { ECSClient, UpdateServiceCommand } from '@aws-sdk/client-ecs';
import { PutParameterCommand } from '@aws-sdk/client-ssm';
import { AssumeRoleCommand } from '@aws-sdk/client-sts';
import { afterEach, describe, expect, it } from '@jest/globals';
import { accountId, type OpenAccount, openAccount, role } from './account.ts';
import { smallWorld } from './small-world.ts';

const opened: (OpenAccount & { readonly trail: CloudTrailClient })[] = [];
afterEach(() => {
  for (const account of opened.splice(0)) {
    account.trail.destroy();
    account.close();
  }
});

async function open(timings: 'lab' | 'field' = 'lab') {
  const account = await openAccount(smallWorld({}), { timings });
  const trail = new CloudTrailClient(account.config);
  opened.push({ ...account, trail });
  const lookUp = async (input: LookupEventsCommandInput = {}) => {
    account.clock.advance(1_000);
    return (await trail.send(new LookupEventsCommand(input))).Events ?? [];
  };
  return {
    ...account,
    trail,
    lookUp,
    scale: (desiredCount: number) =>
      account.ecs.send(new UpdateServiceCommand({ cluster: 'c', service: 'api', desiredCount })),
    by: (AttributeKey: 'AccessKeyId' | 'EventName' | 'ResourceName' | 'ReadOnly', AttributeValue: string) =>
      lookUp({ LookupAttributes: [{ AttributeKey, AttributeValue }] }),
  };
}

const named = (events: readonly { readonly EventName?: string | undefined }[]) =>
  events.map(({ EventName }) => EventName);
const recordOf = (text = '{}') => JSON.parse(text);

describe('CloudTrail', () => {
  it.each([
    ['lab', 5],
    ['field', 300],
  ] as const)('tells of a call only later: %s, %d s', async (timings, delay) => {
    const { scale, clock, by } = await open(timings);
    await scale(2);
    clock.advance((delay - 2) * 1_000);
    expect(await by('EventName', 'UpdateService')).toEqual([]);
    clock.advance(1_000);
    expect(named(await by('EventName', 'UpdateService'))).toEqual(['UpdateService']);
  });

  it('tells who called, by which session and for whom', async () => {
    const { sts, clock, config, by } = await open();
    const asked = { RoleArn: role, RoleSessionName: 'stepward.4F3W.step.1', SourceIdentity: 'alice' };
    const { Credentials } = await sts.send(new AssumeRoleCommand(asked));
    const { AccessKeyId = '', SecretAccessKey = '', SessionToken = '' } = Credentials ?? {};
    const session = new ECSClient({
      ...config,
      credentials: { accessKeyId: AccessKeyId, secretAccessKey: SecretAccessKey, sessionToken: SessionToken },
    });
    await session.send(new UpdateServiceCommand({ cluster: 'c', service: 'api', desiredCount: 2 }));
    session.destroy();
    clock.advance(10_000);
    const [event] = await by('AccessKeyId', AccessKeyId);
    expect(event).toMatchObject({
      EventName: 'UpdateService',
      EventSource: 'ecs.amazonaws.com',
      ReadOnly: 'false',
      Username: 'stepward.4F3W.step.1',
      EventTime: expect.any(Date),
    });
    expect(recordOf(event?.CloudTrailEvent)).toMatchObject({
      userIdentity: {
        type: 'AssumedRole',
        arn: `arn:aws:sts::${accountId}:assumed-role/stepward-prod/stepward.4F3W.step.1`,
        accessKeyId: AccessKeyId,
        sessionContext: { sourceIdentity: 'alice', sessionIssuer: { arn: role } },
      },
      requestParameters: { cluster: 'c', service: 'api', desiredCount: 2 },
    });
  });

  it('tells of a call that was refused, and why, but not of one that never arrived', async () => {
    const { aws, ecs, scale, clock, by } = await open();
    const unknown = new UpdateServiceCommand({ cluster: 'c', service: 'nobody' });
    await expect(ecs.send(unknown)).rejects.toThrow();
    aws.addFault({ op: 'UpdateService', kind: 'drop-before', times: 1 });
    await expect(scale(2)).rejects.toThrow();
    aws.addFault({ op: 'UpdateService', kind: 'drop-after', times: 1 });
    await expect(scale(3)).rejects.toThrow();
    clock.advance(10_000);
    const events = await by('ResourceName', 'c');
    const errors = events.map(({ CloudTrailEvent }) => recordOf(CloudTrailEvent).errorCode);
    expect(errors).toEqual([undefined, 'ServiceNotFoundException']);
    expect(named(await by('ResourceName', 'nobody'))).toEqual(['UpdateService']);
  });

  it('never has the value of a secret', async () => {
    const { ssm, clock, by } = await open();
    await ssm.send(new PutParameterCommand({ Name: '/api/key', Value: 'canary-new', Overwrite: true }));
    clock.advance(10_000);
    const events = await by('EventName', 'PutParameter');
    expect(events).toHaveLength(1);
    expect(JSON.stringify(events)).not.toContain('canary');
  });

  it('gives the newest first, in pages, within a time', async () => {
    const { trail, scale, clock, lookUp } = await open();
    for (const desired of [2, 3, 4]) {
      await scale(desired);
      clock.advance(10_000);
    }
    const first = await trail.send(new LookupEventsCommand({ MaxResults: 2 }));
    expect(first.Events).toHaveLength(2);
    const rest = await trail.send(new LookupEventsCommand({ MaxResults: 2, NextToken: first.NextToken }));
    const all = [...(first.Events ?? []), ...(rest.Events ?? [])];
    expect(all.map(({ CloudTrailEvent }) => recordOf(CloudTrailEvent).requestParameters.desiredCount)).toEqual([
      4, 3, 2,
    ]);
    const [, second] = all;
    const EndTime = second?.EventTime ?? new Date();
    clock.advance(2_000);
    expect(named(await lookUp({ EndTime, StartTime: EndTime }))).toEqual(['UpdateService']);
  });

  it('lets two look-ups a second through, and takes one attribute', async () => {
    const { trail, clock } = await open();
    clock.advance(2_000);
    const ask = () => trail.send(new LookupEventsCommand({}));
    await ask();
    await ask();
    await expect(ask()).rejects.toMatchObject({ name: 'ThrottlingException' });
    clock.advance(2_000);
    const attribute = { AttributeKey: 'EventName', AttributeValue: 'x' } as const;
    const two = new LookupEventsCommand({ LookupAttributes: [attribute, attribute] });
    await expect(trail.send(two)).rejects.toMatchObject({ name: 'InvalidLookupAttributesException' });
  });
});
