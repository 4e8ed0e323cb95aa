import type { Need, Program } from '#practice/worlds/world.ts';
import { type Account, secondsSince } from '../account.ts';
import { appendLine } from '../logs.ts';
import type { Container, ProgramRun, Task } from './model.ts';
import { isReachable } from './reachable.ts';

/** Between two lines of a program that cannot reach what it needs. */
const complainEvery = 15;

export const newRun = (): ProgramRun => ({ readyAt: undefined, said: 0, refused: undefined, silentSince: new Map() });

/** One simulated second of a running container; the second of its start counts as 0. */
export function runProgram(account: Account, task: Task, container: Container): void {
  const { program, startedAt } = container;
  if (!program || startedAt === undefined || container.status !== 'RUNNING') return;
  const age = secondsSince(account, startedAt);
  speak(account, container, program, age);
  protect(account, task, program, age);
  reach(account, task, container, program);
  becomeReady(account, container, program, age);
  hear(account, task, container, program);
  if (program.exit && age >= program.exit.after) exit(container, program.exit.code, program.exit.reason);
}

export function say(account: Account, { stream }: Container, message: string): void {
  if (stream)
    appendLine(stream, {
      timestamp: account.now,
      ingestedAt: account.now + account.timings.ingestion * 1_000,
      message,
    });
}

function speak(account: Account, container: Container, program: Program, age: number): void {
  for (const { text } of (program.says ?? []).filter(({ at }) => at <= age).slice(container.run.said)) {
    container.run.said += 1;
    say(account, container, text);
  }
}

function becomeReady(account: Account, container: Container, program: Program, age: number): void {
  const { run } = container;
  if (run.refused) return;
  if (run.readyAt === undefined && age >= (program.readyAfter ?? 0)) {
    run.readyAt = account.now;
    if (program.saysReady) say(account, container, program.saysReady);
  } else if (run.readyAt !== undefined && isDue(account, run.readyAt, program.repeats?.every))
    say(account, container, program.repeats?.text ?? '');
}

function hear(account: Account, task: Task, container: Container, { hears }: Program): void {
  const { readyAt } = container.run;
  if (!hears || readyAt === undefined || !isDue(account, readyAt, hears.every)) return;
  if (isReachable(account, task, hears.endpoint)) say(account, container, hears.text);
}

function protect({ now }: Account, task: Task, { protects }: Program, age: number): void {
  if (protects && age >= protects.after) task.protectedUntil ??= now + protects.minutes * 60_000;
}

function reach(account: Account, task: Task, container: Container, { needs = [] }: Program): void {
  const { refused } = container.run;
  if (refused) persist(account, container, refused);
  else for (const need of needs) connect(account, task, container, need);
}

/** It tries at its start and never again; a connection that it has may be lost. */
function connect(account: Account, task: Task, container: Container, need: Need): void {
  const { silentSince } = container.run;
  if (isReachable(account, task, need.endpoint)) {
    silentSince.delete(need.endpoint);
    return;
  }
  const since = silentSince.get(need.endpoint) ?? account.now;
  silentSince.set(need.endpoint, since);
  if (container.startedAt === account.now) refuse(account, container, need, need.refused);
  else if (secondsSince(account, since) > need.lostAfter) lose(account, container, need);
}

function lose(account: Account, container: Container, need: Need): void {
  refuse(account, container, need, need.lost);
  if (need.exitAfter !== undefined) exit(container, 1);
}

function refuse(account: Account, container: Container, need: Need, message: string): void {
  container.run.refused ??= { need, at: account.now };
  container.run.readyAt = undefined;
  say(account, container, message);
}

function persist(account: Account, container: Container, { need, at }: { need: Need; at: number }): void {
  if (need.exitAfter !== undefined && secondsSince(account, at) >= need.exitAfter) exit(container, 1);
  else if (isDue(account, at, complainEvery)) say(account, container, need.refused);
}

/** Once in every `every` seconds after `since`, however the ticks fall. */
function isDue(account: Account, since: number, every: number | undefined): boolean {
  if (every === undefined) return false;
  const age = Math.floor(secondsSince(account, since));
  return age > 0 && age % every === 0;
}

function exit(container: Container, code: number, reason?: string): void {
  container.status = 'STOPPED';
  container.exitCode = code;
  if (reason !== undefined) container.reason = reason;
  container.run.readyAt = undefined;
}
