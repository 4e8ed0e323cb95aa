import {
  DescribeLogGroupsCommand,
  DescribeLogStreamsCommand,
  FilterLogEventsCommand,
  type FilterLogEventsCommandInput,
  GetLogEventsCommand,
  paginateFilterLogEvents,
} from '@aws-sdk/client-cloudwatch-logs';
import { afterEach, describe, expect, it } from '@jest/globals';
import { type OpenAccount, openAccount, start } from './account.ts';
import { smallWorld } from './small-world.ts';

const opened: OpenAccount[] = [];
afterEach(() => {
  for (const account of opened.splice(0)) account.close();
});

const logGroupName = '/ecs/api';
/** The service was started 300 s before the clock begins, so its container runs since 289 s. */
const running = start - 289_000;

async function open(heartbeat = 100) {
  const says = [
    { at: 0, text: 'INFO starting' },
    { at: 1, text: 'WARN Connection refused by "db"' },
    { at: 2, text: 'ERROR code=500 gave up' },
  ];
  const before = { says, repeats: { every: heartbeat, text: 'INFO alive' } };
  const account = await openAccount(smallWorld({ before }));
  opened.push(account);
  return account;
}

const filter = async ({ logs }: OpenAccount, more: Partial<FilterLogEventsCommandInput> = {}) =>
  (await logs.send(new FilterLogEventsCommand({ logGroupName, ...more }))).events ?? [];
const texts = (events: readonly { message?: string | undefined }[]) => events.map(({ message }) => message);

describe('FilterLogEvents', () => {
  it.each([
    ['nothing', '', 5],
    ['a word', 'INFO', 3],
    ['two words', 'WARN refused', 1],
    ['a phrase', '"Connection refused"', 1],
    ['a phrase with quotes in it', '"by \\"db\\""', 1],
    ['words that are not next to each other as a phrase', '"Connection by"', 0],
    ['either word', '?WARN ?ERROR', 2],
    ['a word to leave out', 'INFO -alive', 1],
    ['a regular expression', '%code=5\\d\\d%', 1],
    ['the wrong case', 'info', 0],
  ])('finds what matches %s', async (_, filterPattern, found) => {
    expect(await filter(await open(), { filterPattern })).toHaveLength(found);
  });

  it('refuses patterns that it does not understand', async () => {
    const account = await open();
    await expect(filter(account, { filterPattern: '{ $.level = "x" }' })).rejects.toMatchObject({
      name: 'PracticeUnsupported',
    });
    await expect(filter(account, { filterPattern: '"open' })).rejects.toMatchObject({
      name: 'InvalidParameterException',
    });
  });

  it('takes the start into the range and leaves the end out', async () => {
    const account = await open();
    const between = await filter(account, { startTime: running + 1_000, endTime: running + 2_000 });
    expect(texts(between)).toEqual(['WARN Connection refused by "db"']);
    expect(between[0]?.timestamp).toBe(running + 1_000);
  });

  it('shows a line two seconds after it was written', async () => {
    const account = await open(289);
    expect(texts(await filter(account, { filterPattern: 'alive' }))).toEqual([]);
    account.clock.advance(1_000);
    expect(await filter(account, { filterPattern: 'alive' })).toHaveLength(0);
    account.clock.advance(1_000);
    expect(await filter(account, { filterPattern: 'alive' })).toHaveLength(1);
  });

  it('can be restricted to streams, by name or prefix', async () => {
    const account = await open();
    const [event] = await filter(account);
    expect(event?.logStreamName).toMatch(/^ecs\/api\/[0-9a-f]{32}$/);
    expect(await filter(account, { logStreamNamePrefix: 'ecs/api/' })).toHaveLength(5);
    expect(await filter(account, { logStreamNames: ['ecs/api/other'] })).toEqual([]);
  });

  it('gives the newest first when it is asked to', async () => {
    const account = await open();
    const events = await filter(account, { startFromHead: false, startTime: running, limit: 2 });
    expect(events.map(({ timestamp }) => timestamp)).toEqual([running + 200_000, running + 100_000]);
    await expect(filter(account, { startFromHead: false })).rejects.toMatchObject({
      name: 'InvalidParameterException',
    });
  });

  it('goes through pages that are empty although more follows, and sees each line once', async () => {
    const account = await open(1);
    account.clock.advance(2_400_000);
    const pages: number[] = [];
    const ids = new Set<string>();
    const first = { logGroupName, filterPattern: 'alive', endTime: start, startTime: running };
    for await (const { events = [] } of paginateFilterLogEvents({ client: account.logs, pageSize: 100 }, first)) {
      for (const { eventId = '' } of events) ids.add(eventId);
      pages.push(events.length);
    }
    expect(ids.size).toBe(288);
    expect(pages.length).toBeGreaterThan(2);
    const none: number[] = [];
    const search = { logGroupName, filterPattern: 'never' };
    for await (const { events = [] } of paginateFilterLogEvents({ client: account.logs }, search))
      none.push(events.length);
    expect(none).toEqual([0, 0, 0]);
  });

  it('says when there is no such group', async () => {
    const asked = filter(await open(), { logGroupName: '/ecs/other' });
    await expect(asked).rejects.toMatchObject({
      name: 'ResourceNotFoundException',
      message: 'The specified log group does not exist.',
    });
  });
});

describe('GetLogEvents', () => {
  it('walks a stream from its head, and repeats the token at the end', async () => {
    const account = await open();
    const [event] = await filter(account);
    const next = (nextToken?: string) =>
      account.logs.send(
        new GetLogEventsCommand({
          logGroupName,
          logStreamName: event?.logStreamName,
          startFromHead: true,
          limit: 3,
          ...(nextToken !== undefined && { nextToken }),
        }),
      );
    const first = await next();
    const second = await next(first.nextForwardToken);
    const third = await next(second.nextForwardToken);
    expect([first, second, third].map(({ events = [] }) => events.length)).toEqual([3, 2, 0]);
    expect(third.nextForwardToken).toBe(second.nextForwardToken);
    expect(texts((await next(second.nextBackwardToken)).events ?? [])[0]).toBe('INFO starting');
  });

  it('gives the newest lines of a stream by default', async () => {
    const account = await open();
    const [event] = await filter(account);
    const { events = [] } = await account.logs.send(
      new GetLogEventsCommand({ logGroupName, logStreamName: event?.logStreamName, limit: 1 }),
    );
    expect(events.map(({ timestamp }) => timestamp)).toEqual([running + 200_000]);
  });
});

describe('groups and streams', () => {
  it('are listed by prefix', async () => {
    const { logs } = await open();
    const { logGroups = [] } = await logs.send(new DescribeLogGroupsCommand({ logGroupNamePrefix: '/ecs' }));
    expect(logGroups.map(({ logGroupName: name }) => name)).toEqual(['/ecs/api']);
    const { logStreams = [] } = await logs.send(
      new DescribeLogStreamsCommand({ logGroupName, orderBy: 'LastEventTime', descending: true }),
    );
    expect(logStreams).toMatchObject([{ firstEventTimestamp: running, lastEventTimestamp: running + 200_000 }]);
  });
});
