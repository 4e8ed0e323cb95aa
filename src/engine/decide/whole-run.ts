import { ROLLBACK } from '#domain/rollback.ts';
import type { LaneAt } from '#machine/machine.ts';
import type { Answer, Refused } from '../api.ts';
import { policyOf } from '../asks.ts';
import { canRollBack } from '../rollback.ts';
import { openRun } from '../run.ts';
import { shortOf } from '../view/seen.ts';
import { type Click, no, tell, yes } from './click.ts';
import { admitted, current, mayOrder, placeIn, starters } from './may-order.ts';
import { misplaced } from './origin.ts';

/** Stop works in every state. */
export async function stop(click: Click): Promise<Answer> {
  const { tx, parts, loaded, person } = click;
  const groups = person.id === loaded.row.startedBy.id ? [] : starters(loaded, await policyOf(tx, parts, loaded, ''));
  const may = admitted(click, groups, 'stop this run');
  if ('refused' in may) return may;
  return (await tell(click, { lane: 'run', turn: loaded.position.turn, event: { name: 'STOP' } }, may))
    ? yes
    : no('This run is stopping already.');
}

/** Stops the run that holds what this one waits for. */
export async function takeOver(click: Click): Promise<Answer> {
  const { tx, parts, loaded, rest, decision } = click;
  const { lane, turn } = placeIn(rest);
  const elsewhere = await misplaced(click, (row) => row.kind === 'lock' && row.lane === lane && row.turn === turn);
  if (elsewhere) return elsewhere;
  const wait = (await tx.locks.waits()).find((one) => one.run === loaded.row.run && one.lane === lane);
  if (!wait) return no('This step waits for nobody any more.');
  const may = await mayOrder(click, { lane, step: lane.split('/')[0] ?? lane });
  if ('refused' in may) return may;
  const holder = (await tx.locks.held(wait.targets)).find(({ run }) => run !== loaded.row.run);
  const other = holder && (await openRun(tx, holder.run));
  if (!other) return no('Nobody holds it any more.');
  if (other.row.surface !== parts.surface)
    return no(`Run ${await shortOf(tx, other.row.run)} belongs to the ${other.row.surface}; it is stopped there.`);
  const by = `Taken over by run ${await shortOf(tx, loaded.row.run)}`;
  const note = decision.note ? `${by}: ${decision.note}` : by;
  const told = await tell(
    { ...click, loaded: other, decision: { ...decision, note } },
    { lane: 'run', turn: other.position.turn, event: { name: 'STOP' } },
    may,
  );
  parts.changed(other.row.run);
  const short = await shortOf(tx, other.row.run);
  return told ? { ok: true, say: `Run ${short} is being stopped.` } : no(`Run ${short} is stopping already.`);
}

/** Comes to rest, then puts back what was changed: of a card, who may approve its step; of a run, who may approve all that is put back. */
export async function rollBack(click: Click): Promise<Answer> {
  const { tx, parts, loaded, rest } = click;
  const { phase, turn, halt } = loaded.position;
  if (phase === 'rolling-back' || halt === 'rollback') return no('This run is being rolled back already.');
  if (phase !== 'running') return no('Only its last steps are left; they are not rolled back.');
  const at = rest ? await current(click) : await whole(click);
  if ('refused' in at) return at;
  const may = await mayOrder(click, at);
  if ('refused' in may) return may;
  if (!(await canRollBack(tx, parts, loaded))) return no('Nothing that this run has changed can be put back.');
  return (await tell(click, { lane: 'run', turn, event: { name: 'ROLL_BACK' } }, may))
    ? yes
    : no('This run is stopping already.');
}

/** Of the whole run, from its own message. */
const whole = async (click: Click): Promise<Pick<LaneAt, 'lane' | 'step'> | Refused> =>
  (await misplaced(click, ({ kind }) => kind === 'root')) ?? { lane: ROLLBACK, step: ROLLBACK };
