import type { Receipt, Who } from '#domain/run-view.ts';
import type { PlanRow, ResultRow } from '../rows.ts';
import { stepsOf } from '../run.ts';
import { plainTitle, type Seen, titleIn, topSteps } from './seen.ts';
import { lanesOf } from './steps.ts';

/** `kafka desired count 2 → 4`. */
const sayChange = ({ target, what, before, after }: PlanRow['planned']['changes'][number]): string =>
  before !== undefined && after !== undefined ? `${target} ${what} ${before} → ${after}` : `${target} ${what}`;

/** The journal is asked: it also has an answer that came when nobody waited for it any more. */
const isApplied = ({ attempts }: Seen, row: ResultRow): boolean =>
  attempts.some(({ instance, outcome }) => instance === row.instance && outcome === 'answered');

/** One line for each change that was made and stays so. Of a plan that was left half way: which of its requests were made. */
export const changedSoFar = (seen: Seen): readonly string[] =>
  seen.results.filter((row) => isApplied(seen, row)).flatMap((row) => changesOf(seen, row));

function changesOf({ plans, attempts }: Seen, { instance, title }: ResultRow): readonly string[] {
  const done = attempts.filter((row) => row.instance === instance && row.outcome === 'answered');
  const attempt = done.at(-1)?.attempt;
  const plan = plans.find((one) => one.instance === instance && one.attempt === attempt);
  if (!plan) return [title];
  const made = done.filter((row) => row.attempt === attempt);
  const { requests, changes } = plan.planned;
  if (made.length >= requests.length) return changes.map(sayChange);
  return [
    `${title}: ${made.length} of ${requests.length} requests made (${made.map(({ request }) => request.operation).join(', ')})`,
  ];
}

/** What became of a run that has ended. */
export function receiptOf(seen: Seen): Receipt {
  const { row, definition, position } = seen.loaded;
  const top = topSteps(seen.loaded);
  const actions = stepsOf(definition).filter(({ kind }) => kind === 'action');
  const stoppedBy = seen.events.filter(({ name }) => name === 'STOP').at(-1)?.facts['by'] as unknown as Who | undefined;
  const undone = top.filter((step) =>
    lanesOf(seen, step).every(({ state, applied }) => !applied && (state === undefined || state === 'halted')),
  );
  return {
    headline: headlineOf(seen, stoppedBy),
    outcomeUnknown: position.outcomeUnknown,
    duration: (row.endedAt ?? row.startedAt) - row.startedAt,
    applied: new Set(seen.results.filter((result) => isApplied(seen, result)).map(({ step }) => step)).size,
    of: actions.length,
    changed: changedSoFar(seen),
    skipped: skipped(seen),
    notDone: undone.map(({ id }) => plainTitle(seen, id)),
    approvedBy: approvers(seen),
    log: row.head,
    ...(stoppedBy ? { stoppedBy } : {}),
  };
}

const endings: Readonly<Record<string, string>> = {
  rejected: 'Stopped by a rejection',
  hold: 'Stopped: nobody answered in time',
  time: 'Stopped: its time was up',
  stop: 'Stopped',
};

function headlineOf(seen: Seen, stoppedBy: Who | undefined): string {
  const { row } = seen.loaded;
  if (row.phase === 'succeeded') return 'Succeeded';
  if (row.phase === 'stopped')
    return row.ending === 'stop' && stoppedBy
      ? `Stopped by ${stoppedBy.name}`
      : (endings[row.ending ?? 'stop'] ?? 'Stopped');
  const failed = seen.results.find(({ outcome }) => outcome === 'failed');
  return failed ? `Failed: ${failed.title}` : 'Failed';
}

/** Of the instance that was in this lane then: a lane of a `for_each` has many. */
function titleAt(seen: Seen, lane: string, turn: number): string {
  const instance = seen.messages.find((row) => row.lane === lane && row.turn === turn)?.facts['instance'];
  return titleIn(seen, String(instance ?? lane), lane.split('/')[0] ?? lane);
}

/** By a person, with the reason; steps left out by their own condition are no news. */
const skipped = (seen: Seen): Receipt['skipped'] =>
  seen.events
    .filter(({ name }) => name === 'SKIP')
    .map(({ facts, lane, turn }) => ({
      title: titleAt(seen, lane, turn),
      reason: String(facts['note'] ?? ''),
      ...(facts['by'] ? { by: facts['by'] as unknown as Who } : {}),
    }));

function approvers({ asks }: Seen): readonly Who[] {
  const all = asks.flatMap(({ votes }) =>
    votes.filter(({ says }) => says === 'approve').map(({ person }) => ({ id: person.id, name: person.name })),
  );
  return all.filter(({ id }, index) => all.findIndex((who) => who.id === id) === index);
}
