import type { JsonObject } from '#domain/json.ts';
import type { Account } from '../../account.ts';
import type { LogEvent } from '../../logs.ts';
import { flag, number, text, texts } from '../../params.ts';
import { invalid } from '../../refusal.ts';
import type { Operation } from '../operation.ts';
import { withToken } from '../page.ts';
import { filterPattern } from './filter-pattern.ts';
import { askedGroupArn, neededGroup } from './find.ts';

/** CloudWatch looks at so many lines for a page, whether they match or not: a page may be empty and still not be the last. */
const scanned = 1_000;
/** Only from here on may the newest come first. */
const newestFirstSince = Date.UTC(2024, 0, 1);

const filterLogEvents: Operation = {
  service: 'logs',
  name: 'FilterLogEvents',
  isWrite: false,
  members: [
    'logGroupName',
    'logGroupIdentifier',
    'logStreamNames',
    'logStreamNamePrefix',
    'startTime',
    'endTime',
    'filterPattern',
    'startFromHead',
    'limit',
    'nextToken',
    'interleaved',
  ],
  resource: askedGroupArn,
  perform(account, params) {
    const matches = filterPattern(text(params, 'filterPattern') ?? '');
    const size = Math.min(scanned, number(params, 'limit') ?? scanned);
    const left = after(inOrder(candidates(account, params), params), text(params, 'nextToken'));
    const looked = left.slice(0, size);
    const events = looked.filter(({ message }) => matches(message)).map(show);
    const next = looked.length < left.length ? looked.at(-1)?.id : undefined;
    return { events, searchedLogStreams: [], ...withToken('nextToken', next) };
  },
};

const show = ({ id, stream, timestamp, message, ingestedAt }: LogEvent): JsonObject => ({
  eventId: id,
  logStreamName: stream,
  timestamp,
  message,
  ingestionTime: ingestedAt,
});

/** What has come in, in the asked streams and time; `endTime` is not part of it. */
function candidates(account: Account, params: JsonObject): LogEvent[] {
  const names = texts(params, 'logStreamNames');
  const prefix = text(params, 'logStreamNamePrefix');
  if (names && prefix !== undefined) throw invalid('logStreamNames and logStreamNamePrefix exclude each other.');
  const start = number(params, 'startTime') ?? 0;
  const end = number(params, 'endTime') ?? Number.POSITIVE_INFINITY;
  return neededGroup(account, params).events.filter(
    ({ stream, timestamp, ingestedAt }) =>
      ingestedAt <= account.now &&
      timestamp >= start &&
      timestamp < end &&
      (names?.includes(stream) ?? true) &&
      stream.startsWith(prefix ?? ''),
  );
}

function inOrder(events: LogEvent[], params: JsonObject): LogEvent[] {
  if (flag(params, 'startFromHead') ?? true) return events;
  if ((number(params, 'startTime') ?? 0) < newestFirstSince)
    throw invalid('startFromHead false needs a startTime of 2024-01-01 or later.');
  return events.reverse();
}

/** The token is the last line that was looked at, so that lines which come in meanwhile move nothing. */
const after = (events: LogEvent[], token: string | undefined): LogEvent[] =>
  token === undefined ? events : events.slice(events.findIndex(({ id }) => id === token) + 1);

export default filterLogEvents;
