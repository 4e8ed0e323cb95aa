import type { TaskDefinition } from '../ports.ts';
import type { Facts } from './facts.ts';
import { endOf } from './standing.ts';
import type { Tail } from './tails.ts';

/** Programs say it in many words; these are the usual ones. */
const ready = /\b(?:listening|(?<!not )ready|started|accepting connections|serving|joined consumer group)\b/i;

const connects =
  /ECONNREFUSED|ETIMEDOUT|ENOTFOUND|EAI_AGAIN|EHOSTUNREACH|ConnectException|UnknownHost|connection (?:refused|reset|timed out)|lost (?:its|the) connection|(?:unable|failed|could not|cannot|can't) (?:to )?(?:re)?connect|no route to host|(?:re)?connecting to|waiting for .*(?:database|broker|connection)/i;

const failing = /\b(?:error|exception|fatal|panic|traceback)\b/i;

/** Seconds after a start in which ECS finds a task unhealthy whose check never passes. */
export function patienceOf({ containers }: TaskDefinition): number {
  const checks = containers.flatMap(({ essential, healthCheck }) => (essential && healthCheck ? [healthCheck] : []));
  return Math.max(0, ...checks.map(({ startPeriod, retries, interval }) => startPeriod + retries * interval));
}

/** How a task's start went, in epoch milliseconds and by what it said. */
interface Start {
  readonly startedAt: number;
  readonly endedAt: number;
  readonly lastAt: number | undefined;
  readonly readyAt: number | undefined;
  /** The last line that tells of an attempt to connect, if nothing was ready after it. */
  readonly attempt: string | undefined;
  /** Whether the last line tells of an error. */
  readonly fails: boolean;
}

/** Lines among which the last attempt to connect is looked for: a stack trace may follow it. */
const lastFew = 5;

export function startOf({ task, lines = [] }: Tail, now: number): Start {
  const startedAt = task.startedAt ?? task.createdAt;
  const last = lines.at(-1);
  const attempt = lines.slice(-lastFew).findLast(({ text }) => connects.test(text));
  const isReadySince = attempt !== undefined && lines.some(({ at, text }) => at > attempt.at && ready.test(text));
  return {
    startedAt,
    endedAt: task.desiredStatus === 'STOPPED' ? endOf(task) : now,
    lastAt: last?.at,
    readyAt: lines.find(({ text }) => ready.test(text) && !connects.test(text))?.at,
    attempt: isReadySince ? undefined : attempt?.text,
    fails: last !== undefined && (connects.test(last.text) || failing.test(last.text)),
  };
}

/** Tasks that fail their container's health check, or were stopped for it. */
export const failingCheck = ({ tails }: Facts): readonly Tail[] =>
  tails.filter(
    ({ task }) => task.health === 'UNHEALTHY' || (task.stoppedReason ?? '').includes('failed container health checks'),
  );
