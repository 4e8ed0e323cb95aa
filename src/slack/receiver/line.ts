import { setTimeout as sleep } from 'node:timers/promises';
import type { Address } from './address.ts';
import { type Connection, type ConnectionParts, connect } from './connection.ts';
import { type Outcome, pauseAfter, report } from './outcome.ts';

export interface LineParts extends ConnectionParts {
  address(): Promise<Address>;
  /** A connection was begun; it may never open. */
  begun(connection: Connection): void;
  /** Slack has said hello. */
  up(): void;
  ended(outcome: Outcome): void;
  /** Connections of all lines that are open and shall stay so. */
  staying(): number;
  /** Ends the line; its connections are the caller's to close. */
  readonly signal: AbortSignal;
}

async function pause(ms: number, signal: AbortSignal): Promise<void> {
  await sleep(ms, undefined, { signal }).catch((thrown: unknown) => {
    if (!signal.aborted) throw thrown;
  });
}

/** What Slack wants replaced is closed when its successor is up, not before. */
function succession({ begun, up, timing }: LineParts): (connection: Connection) => Promise<Outcome> {
  let predecessor: Connection | undefined;
  return async (connection) => {
    begun(connection);
    const isUp = await connection.greeted;
    if (isUp) {
      up();
      void predecessor?.retire(timing.linger);
      predecessor = undefined;
    }
    const kind = isUp ? await connection.leaving : await Promise.race([connection.leaving, 'lost' as const]);
    if (isUp && kind === 'refresh') predecessor = connection;
    else void connection.retire(0);
    return { kind };
  };
}

/** Keeps one connection up until the signal comes. */
export async function keepLine(parts: LineParts): Promise<void> {
  const { timing, signal, log, staying } = parts;
  const live = succession(parts);
  let failures = 0;
  while (!signal.aborted) {
    const began = performance.now();
    const address = await parts.address();
    if (signal.aborted) return;
    const outcome = address.kind === 'address' ? await live(connect(address.url, parts)) : address;
    if (signal.aborted) return;
    const hasLasted = performance.now() - began > timing.most;
    failures = hasLasted ? Number(outcome.kind !== 'refresh') : failures + 1;
    const standing = { failures, others: staying() };
    report(outcome, standing, log);
    parts.ended(outcome);
    await pause(pauseAfter(outcome, standing, timing), signal);
  }
}
