import { type Account, secondsSince } from '../account.ts';
import { kafkaTopics } from './kafka-topics.ts';
import { type Command, type Ending, type Invocation, isOver } from './model.ts';

/** Seconds from SendCommand until the agent has the command. */
const delivery = 1;

/** What a script that the world does not know ends with, so that a mistake in a world is noticed. */
const unknown: Ending = {
  stdout: '',
  stderr: 'This practice world does not say what this script does.\n',
  exitCode: 127,
  seconds: 1,
};

function run({ systems }: Account, script: string): Ending {
  const known = systems.scripts.find((seed) => new RegExp(seed.script).test(script));
  if (known) {
    const { stdout = '', stderr = '', exitCode = 0, seconds = 2 } = known;
    return { stdout, stderr, exitCode, seconds };
  }
  const said = kafkaTopics(systems.topics, script);
  return said ? { ...said, seconds: 2 } : unknown;
}

export function end(invocation: Invocation, status: Invocation['status'], now: number, details: string = status): void {
  invocation.status = status;
  invocation.details = details;
  invocation.endedAt = now;
}

function liveOn(account: Account, command: Command, invocation: Invocation): void {
  const { startedAt, ends } = invocation;
  if (startedAt === undefined || !ends) return;
  const elapsed = secondsSince(account, startedAt);
  if (elapsed >= Math.min(ends.seconds, command.executionTimeout)) {
    const late = ends.seconds > command.executionTimeout;
    const status = ends.exitCode === 0 ? 'Success' : 'Failed';
    end(invocation, late ? 'TimedOut' : status, account.now, late ? 'Execution Timed Out' : status);
  }
}

function start(account: Account, command: Command): void {
  const { invocations } = command;
  const failures = invocations.filter(({ status }) => status === 'Failed' || status === 'TimedOut').length;
  const waiting = invocations.filter(({ status }) => status === 'Pending');
  if (failures > command.errors) {
    for (const invocation of waiting) end(invocation, 'Cancelled', account.now, 'Terminated');
    return;
  }
  const running = invocations.filter(({ status }) => status === 'InProgress').length;
  for (const invocation of waiting.slice(0, command.concurrency - running)) {
    invocation.status = 'InProgress';
    invocation.details = 'InProgress';
    invocation.startedAt = account.now;
    invocation.ends = run(account, command.script);
  }
}

/** One second of every command that is not over. */
export function runCommands(account: Account): void {
  for (const command of account.systems.commands) {
    if (command.invocations.every(isOver) || secondsSince(account, command.requestedAt) < delivery) continue;
    for (const invocation of command.invocations) if (!isOver(invocation)) liveOn(account, command, invocation);
    start(account, command);
  }
}
