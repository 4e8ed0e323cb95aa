import type { ReactNode } from 'react';
import type { WorkView } from '../../cluster.ts';
import { useLive } from '../desk.ts';
import { age } from '../time.ts';

const WORDS: Readonly<Record<string, string>> = {
  InProgress: 'running',
  Waiting: 'waits for approval',
  Success: 'succeeded',
  TimedOut: 'timed out',
};

const MOODS: Readonly<Record<string, string>> = {
  Pending: 'busy',
  InProgress: 'busy',
  Waiting: 'wait',
  Success: 'good',
  Cancelled: 'over',
};

function Work({ work, now }: { readonly work: WorkView; readonly now: number }): ReactNode {
  const { kind, name, status, at, says, startedAt, endedAt } = work;
  return (
    <li className="single" title={`${kind} ${work.id}`}>
      <p>
        <code>{name}</code> <b className={`chip ${MOODS[status] ?? 'bad'}`}>{WORDS[status] ?? status.toLowerCase()}</b>{' '}
        <time>{endedAt === undefined ? age(now - startedAt) : `${age(now - endedAt)} ago`}</time>
      </p>
      <p>
        {kind}
        {at ? ` · ${kind === 'command' ? `on ${at}` : `step ${at}`}` : ''}
      </p>
      {says ? <code className="command">{says}</code> : null}
    </li>
  );
}

/** What Systems Manager does, the newest first. */
export function Works({ now }: { readonly now: number }): ReactNode {
  const { work } = useLive().cluster;
  if (work.length === 0) return null;
  return (
    <>
      <h3>Commands and automations</h3>
      <ul aria-label="Commands and automations">
        {work.toReversed().map((each) => (
          <Work key={each.id} work={each} now={now} />
        ))}
      </ul>
    </>
  );
}
