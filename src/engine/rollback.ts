import { asFailure, forPeople } from '#domain/failure.ts';
import type { JsonObject } from '#domain/json.ts';
import { ROLLBACK, rollbackOf } from '#domain/rollback.ts';
import { type ActionStep, allSteps } from '#domain/runbook.ts';
import type { Undone } from './member.ts';
import { nthOf } from './member.ts';
import { resultOf } from './outcomes.ts';
import type { EngineParts } from './parts.ts';
import { authorOf } from './perform/author.ts';
import type { AttemptRow, PlanRow, ResultRow } from './rows.ts';
import type { Loaded } from './run.ts';
import type { Tx } from './store.ts';

/** A change that is not put back, and why. */
export type Stay = { readonly instance: string; readonly title: string; readonly reason: string };

interface Rollback {
  /** What each undo puts back, by the id of the undone step; last change first. */
  readonly lists: ReadonlyMap<string, readonly Undone[]>;
  readonly stays: readonly Stay[];
}

interface Changes {
  readonly parts: EngineParts;
  readonly results: readonly ResultRow[];
  readonly attempts: readonly AttemptRow[];
  readonly plans: readonly PlanRow[];
}

/** What rolling back would put back now, and what would stay: the journal is asked, not the outcome of the steps. */
async function rollbackNow(tx: Tx, parts: EngineParts, { row, definition }: Loaded): Promise<Rollback> {
  const changes: Changes = {
    parts,
    results: await tx.results.ofRun(row.run),
    attempts: await tx.attempts.ofRun(row.run),
    plans: await tx.plans.ofRun(row.run),
  };
  const lists = new Map<string, readonly Undone[]>();
  const stays: Stay[] = [];
  const actions = allSteps(definition.runbook.steps).filter((step) => step.kind === 'action');
  for (const step of actions.toReversed()) {
    const found = changedBy(changes, step).map((result) => undoOf(changes, step, result));
    lists.set(
      step.id,
      found.flatMap(({ undone }) => undone),
    );
    stays.push(...found.flatMap(({ stay }) => stay));
  }
  return { lists, stays };
}

/** Instances of the step whose requests were made, or may have been; the last one first. */
function changedBy({ results, attempts }: Changes, { id }: ActionStep): readonly ResultRow[] {
  const sentAt = ({ instance }: ResultRow): number =>
    attempts.findLast((attempt) => attempt.instance === instance && attempt.outcome !== 'refused')?.begunAt ?? 0;
  return results
    .filter((row) => row.step === id && sentAt(row) > 0)
    .sort((a, b) => sentAt(b) - sentAt(a) || (nthOf(b.instance) ?? 0) - (nthOf(a.instance) ?? 0));
}

interface Found {
  readonly undone: readonly Undone[];
  readonly stay: readonly Stay[];
}

function undoOf(changes: Changes, { undo }: ActionStep, { instance, title }: ResultRow): Found {
  const stays = (reason: string): Found => ({ undone: [], stay: [{ instance, title, reason }] });
  const own = changes.attempts.filter((attempt) => attempt.instance === instance && attempt.outcome !== 'refused');
  if (own.some(({ outcome }) => outcome !== 'answered'))
    return stays('Whether it happened is not known, so it is not put back blindly.');
  if (undo.kind === 'none') return stays(undo.reason);
  if (undo.kind === 'steps') return { undone: [{ instance }], stay: [] };
  const numbers = [...new Set(own.map(({ attempt }) => attempt))].toReversed();
  const undos = numbers.map((attempt) => undoOfAttempt(changes, own, { instance, attempt }));
  const reason = undos.flatMap((one) => ('none' in one ? [one.none] : []))[0];
  return {
    undone: undos.flatMap((one) => ('none' in one ? [] : [{ instance, action: one.action, with: one.input }])),
    stay: reason === undefined ? [] : [{ instance, title, reason }],
  };
}

type ActionUndo = { readonly action: string; readonly input: JsonObject } | { readonly none: string };

/** What the action itself says of a plan that was applied. */
function undoOfAttempt(
  { parts, plans }: Changes,
  own: readonly AttemptRow[],
  { instance, attempt }: { readonly instance: string; readonly attempt: number },
): ActionUndo {
  const plan = plans.find((one) => one.instance === instance && one.attempt === attempt);
  if (!plan) return { none: 'Its plan is missing.' };
  const receipts = own.filter((row) => row.attempt === attempt).map(({ receipt }) => receipt ?? {});
  try {
    return authorOf(parts, plan).undo(plan.planned.plan, receipts);
  } catch (thrown) {
    // A program that cannot read the plan any more cannot say how to put it back; people learn that.
    const failure = asFailure(thrown);
    parts.log('warn', `${plan.action} cannot undo its own plan.`, { run: plan.run, instance, code: failure.code });
    return { none: forPeople(failure) };
  }
}

/** Whether there is anything to put back. */
export async function canRollBack(tx: Tx, parts: EngineParts, loaded: Loaded): Promise<boolean> {
  if (loaded.position.phase !== 'running') return false;
  const { lists } = await rollbackNow(tx, parts, loaded);
  return [...lists.values()].some((list) => list.length > 0);
}

/** As the roll back begins: what each undo will put back is fixed, and so is what stays. */
export async function listUndos(tx: Tx, parts: EngineParts, loaded: Loaded): Promise<void> {
  const at = parts.clock.now();
  const { run } = loaded.row;
  const { lists, stays } = await rollbackNow(tx, parts, loaded);
  for (const step of rollbackOf(loaded.definition.runbook).steps) {
    if (!('undoes' in step) || step.undoes === undefined) continue;
    const row = await resultOf(tx, at, { run, instance: step.id, step: step.id });
    await tx.results.put({ ...row, items: lists.get(step.undoes) ?? [] });
  }
  const own = await resultOf(tx, at, { run, instance: ROLLBACK, step: ROLLBACK });
  await tx.results.put({ ...own, evidence: { stays } });
}
