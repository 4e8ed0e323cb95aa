import type { Json, JsonObject } from '#domain/json.ts';
import { rollbackOf } from '#domain/rollback.ts';
import { partsOf, type RunbookStep, type Step } from '#domain/runbook.ts';
import type { Scope, StepScope } from '#runbook/expressions.ts';
import { type Member, nthInstance, nthOf, repeaterOf, undoAround } from './member.ts';
import { allPutBack, putBack } from './put-back.ts';
import type { ResultRow } from './rows.ts';
import { type Loaded, pathTo } from './run.ts';

const iso = (at: number): string => new Date(at).toISOString();

/** One that a stop cut short was tried, if it had changed something; otherwise it has not run. */
function outcomeOf(step: Step, row: ResultRow, results: readonly ResultRow[]): string {
  const { outcome, appliedAt } = row;
  if (step.kind === 'action' ? putBack(row, results) : allPutBack(step, row, results)) return 'rolled_back';
  if (outcome === 'halted') return appliedAt === undefined ? 'not_run' : 'failed';
  return outcome ?? 'running';
}

function eachOf(step: Step, results: readonly ResultRow[]): StepScope['each'] {
  return results
    .filter(({ step: id, instance }) => id === step.id && instance !== step.id)
    .sort((a, b) => (nthOf(a.instance) ?? 0) - (nthOf(b.instance) ?? 0))
    .map((row) => ({ item: row.item ?? null, outcome: outcomeOf(step, row, results), outputs: row.outputs }));
}

function stepScope(step: Step, own: ResultRow, results: readonly ResultRow[]): StepScope {
  const each = 'forEach' in step && step.forEach ? eachOf(step, results) : undefined;
  return {
    outcome: outcomeOf(step, own, results),
    outputs: own.outputs,
    started_at: iso(own.startedAt),
    ...(own.appliedAt === undefined ? {} : { applied_at: iso(own.appliedAt) }),
    ...(own.endedAt === undefined ? {} : { ended_at: iso(own.endedAt) }),
    ...(each ? { each } : {}),
  };
}

type Steps = Readonly<Record<string, StepScope>>;

/** From where an expression looks: which item of which repeated steps it is inside of, and what it puts back. */
interface Outlook {
  readonly results: readonly ResultRow[];
  /** Item, from 0, by id of the repeated step. */
  readonly nths: ReadonlyMap<string, number>;
  readonly undone?: ResultRow;
}

function outlookOf({ definition }: Pick<Loaded, 'definition'>, results: readonly ResultRow[], at?: Member): Outlook {
  const nths = new Map<string, number>();
  const note = (step: string, nth: number | undefined): void => {
    const repeater = nth === undefined ? undefined : repeaterOf(definition, step);
    if (repeater && nth !== undefined) nths.set(repeater.id, nth);
  };
  if (at) note(at.step.id, at.nth);
  const undone = at?.undone && results.find(({ instance }) => instance === at.undone?.instance);
  if (undone) note(undone.step, nthOf(undone.instance));
  return { results, nths, ...(undone ? { undone } : {}) };
}

/** Of the items around this place, the nearest one. */
function itemOf({ results, nths, undone }: Outlook): { item?: Json; index?: number } {
  const [id, nth] = [...nths].at(-1) ?? [];
  if (id === undefined || nth === undefined) return {};
  if (undone) return nthOf(undone.instance) === undefined ? {} : { item: undone.item ?? null, index: nth };
  return { item: results.find(({ instance }) => instance === id)?.items?.[nth] ?? null, index: nth };
}

/** Every step by its id; inside a repeated group its members are those of the same item. Of one that was never entered only the outcome is known. */
function stepsIn(steps: readonly Step[], outlook: Outlook, missing = 'not_run', around?: number): Steps {
  const all: Record<string, StepScope> = {};
  for (const step of steps) {
    const own = outlook.results.find(({ instance }) => instance === nthInstance(step.id, around));
    const scope = own ? stepScope(step, own, outlook.results) : { outcome: missing, outputs: {} };
    all[step.id] = outlook.undone?.step === step.id ? { ...scope, outputs: outlook.undone.outputs } : scope;
    const inner = outlook.nths.get(step.id) ?? around;
    partsOf(step).forEach((part, index) => {
      const left = scope.outcome === 'skipped' || isOtherOption(step, index, own);
      Object.assign(all, stepsIn(part, outlook, left ? 'skipped' : 'not_run', inner));
    });
  }
  return all;
}

/** The options that were not chosen are left out. */
const isOtherOption = (step: Step, index: number, own: ResultRow | undefined): boolean =>
  step.kind === 'choose' && own?.outputs['option'] !== undefined && step.options[index]?.id !== own.outputs['option'];

/** How the steps ended, as `finally` sees it. */
function endingOf({ row, definition }: Pick<Loaded, 'row' | 'definition'>, steps: Steps): string | undefined {
  const { phase, ending } = row;
  if (phase === 'running' || phase === 'rolling-back') return undefined;
  if (ending === 'rollback') return rolledBack(definition, steps) ? 'rolled_back' : 'failed';
  if (ending !== undefined && ending !== 'failure' && ending !== 'chosen-success') return 'stopped';
  const failed = ending === 'failure' || definition.runbook.steps.some(({ id }) => steps[id]?.outcome === 'failed');
  return failed ? 'failed' : 'succeeded';
}

const rolledBack = ({ runbook }: Loaded['definition'], steps: Steps): boolean =>
  rollbackOf(runbook).steps.every(({ id }) => {
    const undo = steps[id];
    return undo?.outcome === 'passed' && (undo.each ?? []).every(({ outcome }) => outcome === 'passed');
  });

/** The inlined runbook around this place: its own `with` is evaluated outside. */
function inlinedAround({ definition }: Pick<Loaded, 'definition'>, { step }: Member): RunbookStep | undefined {
  const inlined = (id: string): RunbookStep | undefined =>
    pathTo(definition, id)
      .slice(0, -1)
      .findLast((step) => step.kind === 'runbook');
  const undo = undoAround(definition, step.id);
  return inlined(step.id) ?? (undo && inlined(undo.undoes));
}

/** Inside an inlined runbook: its own steps by the ids that it gives them. */
const ownSteps = (steps: Steps, { prefix }: RunbookStep): Steps =>
  Object.fromEntries(
    Object.entries(steps).flatMap(([id, step]) => (id.startsWith(prefix) ? [[id.slice(prefix.length), step]] : [])),
  );

/** What an expression of this run sees now; `at`: of this step, or of what stands in it. */
export function scopeOf(loaded: Pick<Loaded, 'row' | 'definition'>, results: readonly ResultRow[], at?: Member): Scope {
  const { row, definition } = loaded;
  const { environment, runbook } = definition;
  const outlook = outlookOf(loaded, results, at);
  const steps = stepsIn([...runbook.steps, ...runbook.finally, rollbackOf(runbook)], outlook);
  const outcome = endingOf(loaded, steps);
  const inlined = at && inlinedAround(loaded, at);
  return {
    inputs: inlined ? inputsOf(inlined, outlook) : row.inputs,
    steps: inlined ? ownSteps(steps, inlined) : steps,
    run: {
      id: row.run,
      reason: row.reason,
      started_by: row.startedBy.name,
      started_at: iso(row.startedAt),
      ...(outcome ? { outcome } : {}),
    },
    environment: {
      id: environment.id,
      account: environment.account,
      region: environment.region,
      values: environment.values,
    },
    ...itemOf(outlook),
  };
}

/** As they were when it was entered; inside a repeated group, for the same item. */
function inputsOf({ id }: RunbookStep, { results, nths }: Outlook): JsonObject {
  const instances = [id, ...[...nths.values()].map((nth) => nthInstance(id, nth))];
  return results.find(({ instance }) => instances.includes(instance))?.input ?? {};
}
