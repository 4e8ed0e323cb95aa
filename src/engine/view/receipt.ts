import { ROLLBACK } from '#domain/rollback.ts';
import type { Receipt } from '#domain/run-view.ts';
import { partsOf, type Step } from '#domain/runbook.ts';
import type { Who } from '#domain/who.ts';
import { changedSoFar, isApplied, undoneSoFar } from './changes.ts';
import { unproven } from './proof.ts';
import { failedUndos, staysOf } from './put-back.ts';
import { plainTitle, type Seen, titleIn, topSteps } from './seen.ts';
import { lanesOf } from './steps.ts';
import { timelineOf } from './timeline.ts';

/** What became of a run that has ended. */
export function receiptOf(seen: Seen): Receipt {
  const { row, position } = seen.loaded;
  const stoppedBy = seen.events.filter(({ name }) => name === 'STOP').at(-1)?.facts['by'] as unknown as Who | undefined;
  return {
    headline: headlineOf(seen, stoppedBy),
    outcomeUnknown: position.outcomeUnknown,
    duration: (row.endedAt ?? row.startedAt) - row.startedAt,
    ...countsOf(seen),
    changed: changedSoFar(seen),
    skipped: skipped(seen),
    notDone: notDone(seen),
    approvedBy: approvers(seen),
    undone: undoneSoFar(seen),
    notUndone: notUndone(seen),
    unproven: unproven(seen),
    timeline: timelineOf(seen),
    log: row.head,
    ...(stoppedBy ? { stoppedBy } : {}),
  };
}

/** Of the steps on the way that was taken, those that change something. */
function countsOf(seen: Seen): Pick<Receipt, 'applied' | 'of'> {
  const { runbook } = seen.loaded.definition;
  const changes = taken(seen, [...runbook.steps, ...runbook.finally]).filter(({ kind }) => kind === 'action');
  const applied = new Set(seen.results.filter((row) => isApplied(seen, row)).map(({ step }) => step));
  return { applied: changes.filter(({ id }) => applied.has(id)).length, of: changes.length };
}

/** Without the options that were not chosen. */
const taken = (seen: Seen, steps: readonly Step[]): readonly Step[] =>
  steps.flatMap((step) => {
    const parts = step.kind === 'choose' ? step.options.filter(({ id }) => isChosen(seen, step, id)) : [];
    const inner = step.kind === 'choose' ? parts.map((option) => option.steps) : partsOf(step);
    return [step, ...inner.flatMap((part) => taken(seen, part))];
  });

const isChosen = ({ results }: Seen, { id }: Step, option: string): boolean =>
  results.some(({ step, outputs }) => step === id && outputs['option'] === option);

const notDone = (seen: Seen): readonly string[] =>
  topSteps(seen.loaded)
    .filter(({ id }) => id !== ROLLBACK)
    .filter((step) =>
      lanesOf(seen, step).every(({ state, applied }) => !applied && (state === undefined || state === 'halted')),
    )
    .map(({ id }) => plainTitle(seen, id));

/** Once it was rolled back: what stays for a reason, then what should have been put back and was not. */
const notUndone = (seen: Seen): readonly string[] =>
  [...staysOf(seen), ...failedUndos(seen)].map(({ title, reason }) => `${title}: ${reason}`);

const endings: Readonly<Record<string, string>> = {
  'chosen-stop': 'Stopped as chosen',
  rejected: 'Stopped by a rejection',
  hold: 'Stopped: nobody answered in time',
  time: 'Stopped: its time was up',
  stop: 'Stopped',
};

function headlineOf(seen: Seen, stoppedBy: Who | undefined): string {
  const { phase, ending = 'stop' } = seen.loaded.row;
  if (phase === 'succeeded') return 'Succeeded';
  if (phase === 'rolled-back')
    return undoneSoFar(seen).length > 0 ? 'Rolled back' : 'Rolled back: there was nothing to put back';
  if (phase === 'failed') return failureOf(seen);
  return ending === 'stop' && stoppedBy ? `Stopped by ${stoppedBy.name}` : (endings[ending] ?? 'Stopped');
}

function failureOf(seen: Seen): string {
  const left = failedUndos(seen).length;
  if (left > 0) return `Failed: ${left === 1 ? '1 change was' : `${left} changes were`} not put back`;
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

const approving: ReadonlySet<string> = new Set(['approve', 'break-glass']);

function approvers({ asks }: Seen): readonly Who[] {
  const all = asks.flatMap(({ votes }) =>
    votes.filter(({ says }) => approving.has(says)).map(({ person }) => ({ id: person.id, name: person.name })),
  );
  return all.filter(({ id }, index) => all.findIndex((who) => who.id === id) === index);
}
