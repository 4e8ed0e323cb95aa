import type { Action, Planned, Verified } from '#actions/contract.ts';
import type { JsonObject } from '#domain/json.ts';
import type { Stage } from './practice.ts';

/** What has been done of a plan. */
export interface Walk {
  readonly plan: JsonObject;
  readonly requests: Planned['requests'];
  readonly since: number;
  readonly receipts: readonly JsonObject[];
}

/** A plan as it comes back from the store. */
export async function plan(stage: Stage, action: Action, input: JsonObject): Promise<Planned> {
  const planned = await action.plan(input, stage.read, stage.ctx());
  if (planned.refuse !== undefined) throw new Error(`refused: ${planned.refuse}`);
  if (planned.nothingToDo !== undefined) throw new Error(`nothing to do: ${planned.nothingToDo}`);
  return JSON.parse(JSON.stringify(planned));
}

export const begin = (stage: Stage, { plan: kept, requests }: Planned): Walk => ({
  plan: kept,
  requests,
  since: stage.now(),
  receipts: [],
});

/** Waits, in simulated time, until the next request may go out. */
export async function untilReady(stage: Stage, action: Action, walk: Walk): Promise<void> {
  const n = walk.receipts.length;
  for (let polls = 0; n > 0 && polls < 60; polls += 1) {
    const ready = await action.ready(walk.plan, n, stage.read, stage.ctx(walk));
    if (ready === 'go') return;
    if (ready !== 'wait') throw new Error(`stopped: ${ready.stop}`);
    stage.pass(5);
  }
  if (n > 0) throw new Error('never ready');
}

/** Sends requests until `upTo` of them are answered. */
export async function sendAll(stage: Stage, action: Action, from: Walk, upTo = from.requests.length): Promise<Walk> {
  let walk = from;
  while (walk.receipts.length < upTo) {
    await untilReady(stage, action, walk);
    const n = walk.receipts.length;
    const sent = await stage.send(walk.requests, n, walk.receipts, action.iam(walk.plan));
    if (sent.outcome !== 'answered') throw new Error(JSON.stringify(sent));
    const receipts = [...walk.receipts, action.receipt(n, sent.answer)];
    walk = { ...walk, receipts };
  }
  return walk;
}

const isFinal = ({ state }: Verified): boolean => state === 'ok' || state === 'failed' || state === 'superseded';

/** Polls every five simulated seconds until the verdict is final or `seconds` are over; all verdicts, each with the memo of the one before. */
export async function verifyAll(stage: Stage, action: Action, walk: Walk, seconds = 600): Promise<readonly Verified[]> {
  const verdicts: Verified[] = [];
  const end = stage.now() + seconds * 1_000;
  while (stage.now() < end) {
    const memo = verdicts.at(-1)?.memo;
    const verdict = await action.verify(
      walk.plan,
      stage.read,
      stage.ctx({ ...walk, ...(memo === undefined ? {} : { memo }) }),
    );
    verdicts.push(verdict);
    if (isFinal(verdict)) break;
    stage.pass(5);
  }
  return verdicts;
}
