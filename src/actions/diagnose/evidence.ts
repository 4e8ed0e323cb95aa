import { causeOf, shortTask } from '../ecs-words.ts';
import type { Task } from '../ports.ts';
import { redact, redactOutput } from '../redact.ts';
import type { Facts } from './facts.ts';
import type { Tail } from './tails.ts';

const longestText = 240;

const cut = (text: string): string => (text.length > longestText ? `${text.slice(0, longestText - 1)}…` : text);

/** Words of AWS, as they may be shown. */
export const shown = (text: string): string => cut(redact(text.trim()));

/** A line of a log, as it may be shown: a program may print what it was given. */
export const shownLine = (text: string): string => cut(redactOutput(text.trim()));

/** How many of the newest failures tell what goes wrong now: the ones before may have had another cause. */
const newest = 3;

export const newestFailures = ({ failures }: Facts): readonly Task[] => failures.slice(0, newest);

/** The newest failures whose reason, in AWS's words, is like this. */
export const stoppedFor = (facts: Facts, pattern: RegExp): readonly Task[] =>
  newestFailures(facts).filter((task) => pattern.test(causeOf(task)));

/** `3 × Task failed container health checks`, each reason once. */
export function reasonsOf(tasks: readonly Task[]): readonly string[] {
  const all = tasks.map(causeOf);
  return [...new Set(all)]
    .map((why) => shown(`${all.filter((each) => each === why).length} × ${why}`))
    .slice(0, newest);
}

/** `task 1f3a2b4c… said last: …` */
export const saidLast = ({ task, lines, unread }: Tail): readonly string[] => {
  const who = `task ${shortTask(task.arn)}`;
  const last = lines?.at(-1);
  if (unread !== undefined) return [shown(`what ${who} said is not known: ${unread}`)];
  return [last ? shownLine(`${who} said last: ${last.text}`) : `${who} said nothing`];
};

/** The newest event like this, if ECS has not started a task since. */
export function standingEvent({ events }: Facts, pattern: RegExp): string | undefined {
  const newest = events.find((message) => pattern.test(message) || /has started \d+ tasks/.test(message));
  return newest !== undefined && pattern.test(newest) ? shown(newest) : undefined;
}
