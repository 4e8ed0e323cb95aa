import type { JsonObject } from '#domain/json.ts';
import type { Account } from '../../account.ts';
import type { LogEvent } from '../../logs.ts';
import { flag, needed, number, text } from '../../params.ts';
import { refusal } from '../../refusal.ts';
import type { Operation } from '../operation.ts';
import { offsetOf, tokenOf } from '../page.ts';
import { askedGroupArn, neededGroup } from './find.ts';

/** Both tokens always come back; the same one as before means that there is nothing more that way. */
const getLogEvents: Operation = {
  service: 'logs',
  name: 'GetLogEvents',
  isWrite: false,
  members: [
    'logGroupName',
    'logGroupIdentifier',
    'logStreamName',
    'startTime',
    'endTime',
    'startFromHead',
    'limit',
    'nextToken',
  ],
  resource: askedGroupArn,
  perform(account, params) {
    const events = linesOf(account, params);
    const limit = number(params, 'limit') ?? 10_000;
    const token = text(params, 'nextToken');
    const isBackwards = token?.startsWith('b/') ?? !(flag(params, 'startFromHead') ?? false);
    const at = token === undefined ? (isBackwards ? events.length : 0) : offsetOf(token.slice(2));
    const from = isBackwards ? Math.max(0, at - limit) : at;
    const to = Math.min(isBackwards ? at : at + limit, events.length);
    return {
      events: events.slice(from, to).map(({ timestamp, message, ingestedAt }) => ({
        timestamp,
        message,
        ingestionTime: ingestedAt,
      })),
      nextForwardToken: `f/${tokenOf(to)}`,
      nextBackwardToken: `b/${tokenOf(from)}`,
    };
  },
};

function linesOf(account: Account, params: JsonObject): LogEvent[] {
  const group = neededGroup(account, params);
  const name = needed(text, params, 'logStreamName');
  if (!group.streams.has(name)) throw refusal('ResourceNotFoundException', 'The specified log stream does not exist.');
  const start = number(params, 'startTime') ?? 0;
  const end = number(params, 'endTime') ?? Number.POSITIVE_INFINITY;
  return group.events.filter(
    ({ stream, timestamp, ingestedAt }) =>
      stream === name && ingestedAt <= account.now && timestamp >= start && timestamp < end,
  );
}

export default getLogEvents;
