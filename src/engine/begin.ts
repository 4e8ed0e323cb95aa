import type { AwsRequest } from '#actions/contract.ts';
import { Failure } from '#domain/failure.ts';
import type { Json, JsonObject } from '#domain/json.ts';
import { isObject } from '#domain/json.ts';
import type { Payload } from '#machine/events.ts';
import { dispatch } from './dispatch.ts';
import { answerTo } from './happened.ts';
import { askId, hash } from './ids.ts';
import type { EngineParts } from './parts.ts';
import { ctxOf, type Looked, planOf } from './perform/look.ts';
import type { Credentials } from './ports.ts';
import type { AskRow, AttemptRow, EffectRow, PlanRow, SecretRow } from './rows.ts';
import type { Loaded } from './run.ts';
import { sealedIn } from './secrets.ts';
import type { Tx } from './store.ts';
import { coveringAsk, togetherLane } from './together.ts';

/** The rest of a together step must begin within this time after its approval. */
const togetherWithin = 60 * 60_000;

export interface Session {
  readonly name: string;
  readonly credentials: Credentials;
}

/** The ask that this request is made under: the instance's own, or the one of the together step around it. */
export const approvalOf = async (tx: Tx, loaded: Loaded, { run, want }: EffectRow): Promise<AskRow | undefined> => {
  const own = await tx.asks.get(run, askId(want));
  return own?.kind === 'approval' && own.state !== 'closed' ? own : coveringAsk(tx, loaded, want);
};

interface Beginning {
  readonly effect: EffectRow;
  readonly looked: Looked;
  readonly loaded: Loaded;
  readonly session: Session;
}

export interface Begun {
  readonly attempt: AttemptRow;
  readonly secrets: readonly SecretRow[];
}

/** The point of no return. A condition that does not hold is an event, not a call. */
export async function begin(tx: Tx, parts: EngineParts, beginning: Beginning): Promise<Begun | undefined> {
  const { effect, looked, loaded } = beginning;
  const { want, run } = effect;
  const plan = planOf(looked);
  const obstacle = await mayNotBegin(tx, parts, loaded, { effect, plan });
  if (obstacle) {
    await dispatch(tx, parts, loaded, answerTo(want, obstacle.event, { cause: obstacle.cause }));
    return undefined;
  }
  const ask = await approvalOf(tx, loaded, effect);
  const attempt = await journal(tx, parts, beginning, { plan, ask });
  if (!attempt) return undefined;
  if (ask && ask.state === 'approved') await tx.asks.put({ ...ask, state: 'used' });
  const secrets = await Promise.all(
    sealedIn(attempt.request.params).map(({ $sealed }) => tx.secrets.get(run, $sealed)),
  );
  return { attempt, secrets: secrets.filter((secret) => secret !== undefined) };
}

async function journal(
  tx: Tx,
  parts: EngineParts,
  { effect, looked, session }: Beginning,
  { plan, ask }: { readonly plan: PlanRow; readonly ask: AskRow | undefined },
): Promise<AttemptRow | undefined> {
  const { want, run } = effect;
  const planned = plan.planned.requests[want.n];
  if (!planned || !ask) return undefined;
  const ctx = ctxOf(parts, looked, want);
  const request = fillIn(planned, ctx.receipts);
  const attempt: AttemptRow = {
    run,
    ask: ask.ask,
    instance: want.instance,
    attempt: want.attempt,
    n: want.n,
    try: looked.attempts.filter(({ n }) => n === want.n).length + 1,
    token: ctx.token,
    mark: ctx.mark,
    request,
    requestHash: hash(request),
    accessKeyId: session.credentials.accessKeyId,
    sessionName: session.name,
    worker: parts.worker,
    begunAt: ctx.now,
    notAfter: parts.clock.wall() + parts.timing.notAfter,
  };
  return (await tx.attempts.begin(attempt)) ? attempt : undefined;
}

type Obstacle = { readonly event: Payload; readonly cause: string };

async function mayNotBegin(
  tx: Tx,
  parts: EngineParts,
  loaded: Loaded,
  { effect, plan }: { readonly effect: EffectRow; readonly plan: PlanRow },
): Promise<Obstacle | undefined> {
  const { want, run } = effect;
  if (loaded.position.halt) return { event: { name: 'NOT_APPLIED' }, cause: 'The run is being stopped.' };
  const ask = await approvalOf(tx, loaded, effect);
  const lapsed = ask ? hasLapsed(parts, ask, effect, plan) : 'There is no approval of this plan.';
  if (lapsed) return { event: { name: 'LAPSED' }, cause: lapsed };
  const held = await tx.locks.held(plan.planned.targets);
  const around = togetherLane(loaded, want);
  const ours = plan.planned.targets.every((target) =>
    held.some(
      (lock) =>
        lock.target === target && lock.run === run && (lock.instance === want.instance || lock.instance === around),
    ),
  );
  return ours ? undefined : { event: { name: 'LAPSED' }, cause: 'Another run has taken the lock meanwhile.' };
}

/** Why this approval does not cover this request now. */
function hasLapsed(parts: EngineParts, ask: AskRow, { want }: EffectRow, plan: PlanRow): string | undefined {
  const covers = ask.covers.some(({ instance, content }) => instance === want.instance && content === plan.content);
  if (!covers) return 'The approval was given for another plan.';
  if (ask.validUntil === undefined) return 'Nobody has approved it yet.';
  if (want.n > 0) return ask.state === 'used' ? undefined : 'The approval is void.';
  return parts.clock.now() <= lasts(ask) ? undefined : 'The approval was not used in time.';
}

/** Until when a first request may begin under it: once used up, only the other members of a together step. */
function lasts({ state, covers, validUntil = 0, policy }: AskRow): number {
  if (state === 'approved') return validUntil;
  return covers.length > 1 ? validUntil - policy.validFor + togetherWithin : 0;
}

/** Answers to earlier requests take their places. */
function fillIn(request: AwsRequest, receipts: readonly JsonObject[]): AwsRequest {
  const fill = (value: Json): Json => {
    if (Array.isArray(value)) return value.map(fill);
    if (!isObject(value)) return value;
    const from = value['$answer'];
    if (typeof from === 'number') return member(receipts[from], String(value['path']));
    return Object.fromEntries(Object.entries(value as JsonObject).map(([key, inner]) => [key, fill(inner)]));
  };
  return { ...request, params: fill(request.params) as JsonObject };
}

function member(receipt: JsonObject | undefined, path: string): Json {
  const found = path.split('.').reduce<unknown>((at, key) => (isObject(at) ? at[key] : undefined), receipt);
  if (found === undefined) throw new Failure('bug', 'answer-missing', `An earlier answer has no "${path}".`);
  return found as Json;
}
