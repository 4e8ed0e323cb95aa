import type { Json, JsonObject } from '#domain/json.ts';
import { Type } from '#domain/type.ts';
import type { Ctx, Journal, Reconciled, Verified } from '../contract.ts';
import type { Invocation } from '../ports/commands-read.ts';
import type { Read } from '../ports.ts';
import { redactOutput } from '../redact.ts';
import { parser } from '../schema.ts';
import type { CommandMemory } from './memory.ts';

/** How long a command may stay unseen after it was sent. https://docs.aws.amazon.com/systems-manager/latest/APIReference/API_GetCommandInvocation.html */
const unseenFor = 60_000;
/** The clocks of AWS and of this machine may differ by so much. */
const skew = 5_000;
const longestOutput = 2_000;
const lastLines = 5;

const failures = ['Failed', 'TimedOut', 'Cancelled', 'Cancelling'];

/** Id of the command that has our comment. */
async function sentSince(begunAt: number, { comment }: CommandMemory, read: Read): Promise<string | undefined> {
  const sent = await read.commands.commands(begunAt - skew);
  return sent.find((each) => each.comment === comment)?.id;
}

/** SendCommand has no token: a script must not run twice, so where no command has our comment a person decides. */
export async function reconcileCommand(plan: CommandMemory, read: Read, { begunAt }: Journal): Promise<Reconciled> {
  const ours = await sentSince(begunAt, plan, read);
  if (ours !== undefined)
    return { outcome: 'applied', evidence: `Command ${ours} has our comment`, receipt: { command: ours } };
  return { outcome: 'unknown', evidence: `No command has the comment "${plan.comment}"; it may still appear.` };
}

const said = (text: string): string => redactOutput(text).trimEnd().slice(0, longestOutput);

const ending = (text: string): string => redactOutput(text).trimEnd().split('\n').slice(-lastLines).join('\n');

/** One instance's own words; of several each under its name. */
function stdoutOf(invocations: readonly Invocation[]): string {
  const [first, ...more] = invocations;
  if (first && more.length === 0) return said(first.stdout);
  return said(invocations.map(({ instance, stdout }) => `${instance}:\n${stdout.trimEnd()}`).join('\n'));
}

function failureInWords({ instance, status, exitCode, stderr, stdout }: Invocation): string {
  const how = status === 'Failed' && exitCode !== undefined ? `failed with exit code ${exitCode}` : status;
  const words = ending(stderr) || ending(stdout);
  return words === '' ? `${instance}: ${how}` : `${instance}: ${how}: ${words}`;
}

interface Seen {
  readonly shown: readonly Invocation[];
  readonly failed: Invocation | undefined;
  readonly done: number;
}

function stateOf({ shown, failed, done }: Seen, { instances }: CommandMemory, { now, since = now }: Ctx) {
  if (failed) return 'failed';
  if (done === instances.length) return 'ok';
  return shown.length === 0 && now - since > unseenFor ? 'slow' : 'pending';
}

function inWords({ shown, failed, done }: Seen, { instances }: CommandMemory): string {
  if (failed) return failureInWords(failed);
  if (shown.length === 0) return 'Systems Manager does not show the command yet';
  const busy = shown
    .filter(({ status }) => status !== 'Success')
    .map(({ instance, status }) => `${instance} ${status}`);
  return [`done on ${done} of ${instances.length}`, ...busy].join(' · ');
}

const codes = (invocations: readonly Invocation[]): JsonObject =>
  Object.fromEntries(invocations.map(({ instance, exitCode }) => [instance, exitCode ?? null]));

/** The script ended with 0 on every instance. */
export async function judgeCommand(plan: CommandMemory, read: Read, ctx: Ctx): Promise<Verified> {
  const command = ctx.receipts[0]?.['command'] ?? (await sentSince(ctx.since ?? ctx.now, plan, read));
  if (typeof command !== 'string') return { state: 'pending', progress: 'not sent yet', evidence: {} };
  const asked = await Promise.all(plan.instances.map((instance) => read.commands.invocation(command, instance)));
  const shown = asked.filter((each) => each !== undefined);
  const failed = shown.find(({ status }) => failures.includes(status));
  const done = shown.filter(({ status }) => status === 'Success').length;
  const seen = { shown, failed, done };
  const state = stateOf(seen, plan, ctx);
  const ends = shown.flatMap(({ endedAt }) => (endedAt === undefined ? [] : [endedAt]));
  return {
    state,
    progress: inWords(seen, plan),
    evidence: { command, exit_codes: codes(shown) },
    memo: { exitCodes: codes(shown), stdout: stdoutOf(shown) },
    ...(state === 'ok' ? { at: Math.max(...ends) } : {}),
  };
}

const parse = parser(Type.Object({ exitCodes: Type.Record(Type.String(), Type.Unknown()), stdout: Type.String() }));

/** What is known of it, as the last poll left it. */
export function commandResults(receipts: readonly JsonObject[], memo: Json | undefined): JsonObject {
  const command = receipts[0]?.['command'];
  const parsed = parse(memo ?? {});
  return {
    ...(command === undefined ? {} : { command }),
    ...(parsed.ok ? { exit_codes: parsed.value.exitCodes as JsonObject, stdout: parsed.value.stdout } : {}),
  };
}
