import { allSteps, type Step } from '#domain/runbook.ts';
import type { Scope, StepScope } from '#runbook/expressions.ts';
import type { DefinitionRow, ResultRow, RunRow } from './rows.ts';

const iso = (at: number): string => new Date(at).toISOString();

function stepScope(step: Step, results: readonly ResultRow[]): StepScope | undefined {
  const own = results.find(({ instance }) => instance === step.id);
  if (!own) return undefined;
  const items = results.filter(({ step: id, instance }) => id === step.id && instance !== step.id);
  return {
    outcome: own.outcome ?? 'running',
    outputs: own.outputs,
    started_at: iso(own.startedAt),
    ...(own.appliedAt === undefined ? {} : { applied_at: iso(own.appliedAt) }),
    ...(own.endedAt === undefined ? {} : { ended_at: iso(own.endedAt) }),
    ...('forEach' in step && step.forEach
      ? {
          each: items.map(({ item, outcome, outputs }) => ({
            item: item ?? null,
            outcome: outcome ?? 'running',
            outputs,
          })),
        }
      : {}),
  };
}

/** What expressions of this run see now. */
export function scopeOf(run: RunRow, definition: DefinitionRow, results: readonly ResultRow[]): Scope {
  const { environment, runbook } = definition;
  const steps: Record<string, StepScope> = {};
  for (const step of allSteps([...runbook.steps, ...runbook.finally])) {
    const seen = stepScope(step, results);
    if (seen !== undefined) steps[step.id] = seen;
  }
  return {
    inputs: run.inputs,
    steps,
    run: {
      id: run.run,
      reason: run.reason,
      started_by: run.startedBy.name,
      started_at: iso(run.startedAt),
      ...(run.ending ? { outcome: run.ending === 'failure' ? 'failed' : 'stopped' } : {}),
    },
    environment: {
      id: environment.id,
      account: environment.account,
      region: environment.region,
      values: environment.values,
    },
  };
}
