import { CloudWatchLogsClient, paginateFilterLogEvents } from '@aws-sdk/client-cloudwatch-logs';
import type { LogsRead } from '#actions/ports.ts';
import { allPages } from './answered.ts';
import type { ReadSettings } from './clients.ts';
import { shareLines } from './shared-lines.ts';

/** A quoted phrase matches lines that contain it; quotes and backslashes inside are escaped. https://docs.aws.amazon.com/AmazonCloudWatch/latest/logs/FilterAndPatternSyntax.html */
const phrase = (text: string): string => `"${text.replaceAll(/["\\]/g, '\\$&')}"`;

type Lines = ReturnType<LogsRead['lines']>;

/** Newest first, so that a limit keeps the newest. A page may be empty although more follow, so only the token or the limit ends the listing. */
async function lines(client: CloudWatchLogsClient, group: string, asked: Parameters<LogsRead['lines']>[1]): Lines {
  const { since, pattern, stream, limit = 1_000 } = asked;
  const pages = paginateFilterLogEvents(
    { client },
    {
      logGroupName: group,
      startTime: since,
      startFromHead: false,
      ...(pattern === undefined ? {} : { filterPattern: phrase(pattern) }),
      ...(stream === undefined ? {} : { logStreamNamePrefix: stream }),
    },
  );
  const events = await allPages('logs:FilterLogEvents', pages, (page) => page.events, limit);
  return events
    .map(({ timestamp = 0, logStreamName = '', message = '' }) => ({
      at: timestamp,
      stream: logStreamName,
      text: message.trimEnd(),
    }))
    .filter(({ text }) => pattern === undefined || text.includes(pattern))
    .sort((a, b) => a.at - b.at)
    .slice(-limit);
}

/** @param now epoch milliseconds */
export function readLogs(settings: ReadSettings, now: () => number): LogsRead {
  const client = new CloudWatchLogsClient(settings);
  return { lines: shareLines((group, asked) => lines(client, group, asked), now) };
}
