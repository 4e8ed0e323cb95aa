import type { JsonObject } from '#domain/json.ts';
import type { Account } from '../../account.ts';
import type { LogGroup, LogStream } from '../../logs.ts';
import { flag, number, text } from '../../params.ts';
import { invalid } from '../../refusal.ts';
import type { Operation } from '../operation.ts';
import { page, withToken } from '../page.ts';
import { askedGroupArn, groupArn, neededGroup } from './find.ts';

const describeLogStreams: Operation = {
  service: 'logs',
  name: 'DescribeLogStreams',
  isWrite: false,
  members: ['logGroupName', 'logGroupIdentifier', 'logStreamNamePrefix', 'orderBy', 'descending', 'limit', 'nextToken'],
  resource: askedGroupArn,
  perform(account, params) {
    const group = neededGroup(account, params);
    const prefix = text(params, 'logStreamNamePrefix');
    const byTime = text(params, 'orderBy') === 'LastEventTime';
    if (byTime && prefix !== undefined) throw invalid('Cannot order by LastEventTime with a logStreamNamePrefix.');
    const found = [...group.streams.values()]
      .filter(({ name }) => name.startsWith(prefix ?? ''))
      .map((stream) => show(account, group, stream))
      .sort((a, b) =>
        byTime ? a.lastEventTimestamp - b.lastEventTimestamp : a.logStreamName < b.logStreamName ? -1 : 1,
      );
    if (flag(params, 'descending')) found.reverse();
    const { items, next } = page<JsonObject>(found, number(params, 'limit') ?? 50, text(params, 'nextToken'));
    return { logStreams: items, ...withToken('nextToken', next) };
  },
};

function show(account: Account, group: LogGroup, { name, createdAt }: LogStream) {
  const events = group.events.filter(({ stream }) => stream === name);
  return {
    logStreamName: name,
    arn: `${groupArn(account, group.name)}:log-stream:${name}`,
    creationTime: createdAt,
    firstEventTimestamp: events[0]?.timestamp ?? createdAt,
    lastEventTimestamp: events.at(-1)?.timestamp ?? createdAt,
    lastIngestionTime: events.at(-1)?.ingestedAt ?? createdAt,
  };
}

export default describeLogStreams;
