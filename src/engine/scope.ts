import type { Step } from '#domain/runbook.ts';
import type { Scope, StepScope } from '#runbook/expressions.ts';
import type { DefinitionRow, ResultRow, RunRow } from './rows.ts';

const iso = (at: number): string => new Date(at).toISOString();

/** One that a stop cut short was tried, if it had changed something; otherwise it has not run. */
function outcomeOf({ outcome, appliedAt }: ResultRow): string {
  if (outcome === 'halted') return appliedAt === undefined ? 'not_run' : 'failed';
  return outcome ?? 'running';
}

/** `dependents~2` → 2. */
const numberOf = ({ instance }: ResultRow): number => Number(instance.slice(instance.indexOf('~') + 1));

function eachOf(step: Step, results: readonly ResultRow[]): StepScope['each'] {
  return results
    .filter(({ step: id, instance }) => id === step.id && instance !== step.id)
    .sort((a, b) => numberOf(a) - numberOf(b))
    .map((row) => ({ item: row.item ?? null, outcome: outcomeOf(row), outputs: row.outputs }));
}

function stepScope(step: Step, own: ResultRow, results: readonly ResultRow[]): StepScope {
  const each = 'forEach' in step && step.forEach ? eachOf(step, results) : undefined;
  return {
    outcome: outcomeOf(own),
    outputs: own.outputs,
    started_at: iso(own.startedAt),
    ...(own.appliedAt === undefined ? {} : { applied_at: iso(own.appliedAt) }),
    ...(own.endedAt === undefined ? {} : { ended_at: iso(own.endedAt) }),
    ...(each ? { each } : {}),
  };
}

type Steps = Readonly<Record<string, StepScope>>;

/** Every step by its id. Of one that was never entered only the outcome is known: that of the group around it, where that was skipped. */
function stepsIn(steps: readonly Step[], results: readonly ResultRow[], missing: string): Steps {
  const all: Record<string, StepScope> = {};
  for (const step of steps) {
    const own = results.find(({ instance }) => instance === step.id);
    const scope = own ? stepScope(step, own, results) : { outcome: missing, outputs: {} };
    all[step.id] = scope;
    if (step.kind === 'group')
      Object.assign(all, stepsIn(step.steps, results, scope.outcome === 'skipped' ? 'skipped' : 'not_run'));
  }
  return all;
}

/** How the steps ended, as `finally` sees it. */
function endingOf({ phase, ending }: RunRow, { runbook }: DefinitionRow, steps: Steps): string | undefined {
  if (phase === 'running') return undefined;
  if (ending !== undefined && ending !== 'failure') return 'stopped';
  const failed = ending === 'failure' || runbook.steps.some(({ id }) => steps[id]?.outcome === 'failed');
  return failed ? 'failed' : 'succeeded';
}

/** What expressions of this run see now. */
export function scopeOf(run: RunRow, definition: DefinitionRow, results: readonly ResultRow[]): Scope {
  const { environment, runbook } = definition;
  const steps = stepsIn([...runbook.steps, ...runbook.finally], results, 'not_run');
  const outcome = endingOf(run, definition, steps);
  return {
    inputs: run.inputs,
    steps,
    run: {
      id: run.run,
      reason: run.reason,
      started_by: run.startedBy.name,
      started_at: iso(run.startedAt),
      ...(outcome ? { outcome } : {}),
    },
    environment: {
      id: environment.id,
      account: environment.account,
      region: environment.region,
      values: environment.values,
    },
  };
}
