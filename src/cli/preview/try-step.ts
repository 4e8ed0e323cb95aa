import type { Catalogue, Ctx } from '#actions/contract.ts';
import type { Read } from '#actions/ports.ts';
import type { Environment } from '#domain/config.ts';
import { asFailure, Failure, forPeople } from '#domain/failure.ts';
import type { JsonObject } from '#domain/json.ts';
import { type ApproveRule, sayEntries, tighten } from '#domain/policy.ts';
import type { ActionStep, CheckStep } from '#domain/runbook.ts';
import { evaluate, test } from '#runbook/expressions.ts';
import { type Known, listOf, scopeOf, withItem } from './known.ts';
import { plannedLines } from './planned-lines.ts';
import { withoutSecrets } from './without-secrets.ts';

export interface Trying {
  readonly environment: Environment;
  readonly actions: Catalogue;
  readonly read: Read;
  /** Epoch milliseconds. */
  readonly now: number;
  /** Of the runbook and of what stands around the step. */
  readonly rules: readonly ApproveRule[];
  readonly known: Known;
}

export interface Tried {
  readonly lines: readonly string[];
  /** It could not go through now. */
  readonly trouble: boolean;
  /** What is known of its outputs. */
  readonly outputs: JsonObject;
}

/** Plans an action or reads a check, once or for each item. */
export async function tryStep(step: ActionStep | CheckStep, trying: Trying): Promise<Tried> {
  if (!step.forEach) return guarded(() => once(step, trying));
  const items = listOf(step.forEach, trying.known);
  if (!items) return { lines: ['its list cannot be told yet'], trouble: false, outputs: {} };
  const tried: Tried[] = [];
  for (const [index, item] of items.entries()) {
    const known = withItem(trying.known, item, index);
    const { lines, ...more } = await guarded(() => once(step, { ...trying, known }));
    const name = typeof item === 'string' ? item : JSON.stringify(item);
    tried.push({ ...more, lines: [`${name}:`, ...lines.map((line) => `  ${line}`)] });
  }
  return {
    lines: tried.length > 0 ? tried.flatMap(({ lines }) => lines) : ['nothing to do: its list is empty'],
    trouble: tried.some(({ trouble }) => trouble),
    outputs: {},
  };
}

/** What cannot be told is said, and the preview goes on. */
async function guarded(work: () => Promise<Tried>): Promise<Tried> {
  try {
    return await work();
  } catch (thrown) {
    const failure = asFailure(thrown);
    if (failure.kind === 'bug') throw failure;
    if (failure.code !== 'expression-failed') return { lines: [forPeople(failure)], trouble: true, outputs: {} };
    return { lines: [`cannot be told yet: ${failure.message}`], trouble: false, outputs: {} };
  }
}

const once = (step: ActionStep | CheckStep, trying: Trying): Promise<Tried> =>
  step.kind === 'action' ? plan(step, trying) : read(step, trying);

async function plan(step: ActionStep, trying: Trying): Promise<Tried> {
  const action = trying.actions.get(step.uses);
  if (action?.kind !== 'action') throw missing(step.uses);
  const input = withoutSecrets(evaluate(step.with, scopeOf(trying.known)) as JsonObject, action.meta.secrets);
  const planned = await action.plan(input, trying.read, ctxOf(step.id, trying));
  const policy = tighten(trying.environment.approve, [...trying.rules, ...step.approve]);
  const isRefused = planned.refuse !== undefined;
  return {
    lines: plannedLines(planned, sayEntries(policy)),
    trouble: isRefused,
    outputs: isRefused || planned.nothingToDo !== undefined ? {} : action.results(planned.plan, [], undefined),
  };
}

async function read(step: CheckStep, trying: Trying): Promise<Tried> {
  const check = trying.actions.get(step.uses);
  if (check?.kind !== 'check') throw missing(step.uses);
  const scope = scopeOf(trying.known);
  const seen = await check.read(evaluate(step.with, scope) as JsonObject, trying.read, ctxOf(step.id, trying));
  const holds =
    step.expect === undefined ? seen.state === 'ok' : test(step.expect, { ...scope, outputs: seen.outputs });
  const now = holds ? 'holds' : 'does not hold';
  return { lines: [`reads ${step.uses}; now it ${now}: ${seen.progress}`], trouble: false, outputs: seen.outputs };
}

const missing = (uses: string): Failure => new Failure('bug', 'not-in-catalogue', `There is no ${uses}.`);

/** Tokens and marks are a run's; what is planned here is never sent. */
const ctxOf = (step: string, { environment, now }: Trying): Ctx => ({
  now,
  run: 'PLAN',
  step,
  account: environment.account,
  region: environment.region,
  token: '00000000-0000-5000-8000-000000000000',
  mark: `stepward PLAN/${step}`,
  since: now,
  receipts: [],
});
