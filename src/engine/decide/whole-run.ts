import { admits } from '#domain/policy.ts';
import { ROLLBACK } from '#domain/rollback.ts';
import type { Answer } from '../api.ts';
import { policyOf } from '../asks.ts';
import { canRollBack } from '../rollback.ts';
import { openRun } from '../run.ts';
import { shortOf } from '../view/seen.ts';
import { type Click, no, tell, yes } from './click.ts';
import { current, mayOrder, starters } from './may-order.ts';

/** Stop works in every state. */
export async function stop(click: Click): Promise<Answer> {
  const { tx, parts, loaded, person } = click;
  const groups = starters(loaded, await policyOf(tx, parts, loaded, ''));
  const verdict =
    person.id === loaded.row.startedBy.id
      ? admits([], person, 'stop this run')
      : admits(groups, person, 'stop this run');
  if (!verdict.ok) return no(verdict.why);
  return (await tell(click, { lane: 'run', turn: loaded.position.turn, event: { name: 'STOP' } }))
    ? yes
    : no('This run is stopping already.');
}

/** Stops the run that holds what this one waits for. */
export async function takeOver(click: Click): Promise<Answer> {
  const { tx, parts, loaded, rest, decision } = click;
  const colon = rest.lastIndexOf(':');
  const lane = rest.slice(0, colon);
  const wait = (await tx.locks.waits()).find((one) => one.run === loaded.row.run && one.lane === lane);
  if (!wait) return no('This step waits for nobody any more.');
  const refused = await mayOrder(click, { lane, step: lane.split('/')[0] ?? lane });
  if (refused) return no(refused);
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
  const at = rest ? await current(click) : { lane: ROLLBACK, step: ROLLBACK };
  if ('refused' in at) return at;
  const refused = await mayOrder(click, at);
  if (refused) return no(refused);
  if (!(await canRollBack(tx, parts, loaded))) return no('Nothing that this run has changed can be put back.');
  return (await tell(click, { lane: 'run', turn, event: { name: 'ROLL_BACK' } }))
    ? yes
    : no('This run is stopping already.');
}
