import type { JsonObject } from '#domain/json.ts';
import { type ChooseStep, partsOf, type Runbook, type Step } from '#domain/runbook.ts';
import { insideOf, isSkipped, type Known, listOf, titleOf, withItem } from './known.ts';
import { type Trying, tryStep } from './try-step.ts';

/** What one step would do, as a person reads it. */
export interface Shown {
  /** Steps around it. */
  readonly depth: number;
  readonly lines: readonly string[];
  /** It could not go through now. */
  readonly trouble: boolean;
}

type Walk = Trying & { readonly depth: number };

/**
 * What a run with these inputs would ask and call if it began now and every step before went well. Reads, and sends nothing that changes anything.
 * What a step gives only when it is applied is not known here; a step that needs it says so.
 */
export async function* preview(
  runbook: Runbook,
  inputs: JsonObject,
  trying: Omit<Trying, 'rules' | 'known'>,
): AsyncGenerator<Shown> {
  const { id, account, region, values } = trying.environment;
  const run = { id: 'PLAN', reason: 'plan', started_by: 'nobody', started_at: new Date(trying.now).toISOString() };
  const scope = { inputs, run, environment: { id, account, region, values } };
  const walk: Walk = {
    ...trying,
    rules: runbook.approve,
    known: { scope, steps: new Map(), prefix: '' },
    depth: 0,
  };
  yield* inOrder(runbook.steps, walk);
  if (runbook.finally.length > 0) yield { depth: 0, lines: ['Finally, however it ended:'], trouble: false };
  yield* inOrder(runbook.finally, walk);
}

async function* inOrder(steps: readonly Step[], walk: Walk): AsyncGenerator<Shown> {
  for (const step of steps) yield* show(step, walk);
}

async function* show(step: Step, walk: Walk): AsyncGenerator<Shown> {
  const { known, depth } = walk;
  const say = (lines: readonly string[], trouble = false): Shown => ({
    depth,
    lines: [`${titleOf(step, known)} (${step.id})`, ...lines.map((line) => `  ${line}`)],
    trouble,
  });
  if (isSkipped(step, known)) {
    known.steps.set(step.id, { outcome: 'skipped', outputs: {} });
    yield say([`would be left out: ${step.if} is false`]);
    return;
  }
  const { lines, trouble, outputs } =
    step.kind === 'action' || step.kind === 'check'
      ? await tryStep(step, walk)
      : { lines: aboutOf(step, known), trouble: false, outputs: {} };
  known.steps.set(step.id, { outcome: 'passed', outputs });
  yield say(lines, trouble);
  yield* inside(step, { ...walk, depth: depth + 1 });
}

function aboutOf(step: Step, known: Known): readonly string[] {
  switch (step.kind) {
    case 'manual':
      return [`asks ${whom(step.assign)} to do it by hand`];
    case 'choose':
      return [`asks ${whom(step.assign)} to choose`];
    case 'notify':
      return [`tells ${step.channel}`];
    case 'runbook':
      return [`runs ${step.uses} (${step.digest.slice(0, 12)}) as a part of this one`];
    case 'group':
      return step.forEach
        ? [`once for each of ${JSON.stringify(listOf(step.forEach, known) ?? step.forEach.items)}`]
        : [];
    default:
      return [];
  }
}

const whom = (groups: readonly string[]): string =>
  groups.length > 0 ? groups.map((name) => `@${name}`).join(' or ') : 'whoever may start it';

async function* inside(step: Step, walk: Walk): AsyncGenerator<Shown> {
  switch (step.kind) {
    case 'choose':
      yield* options(step, walk);
      return;
    case 'group':
    case 'parallel':
    case 'runbook': {
      const rules = [...walk.rules, ...step.approve];
      for (const part of partsOf(step)) yield* inOrder(part, { ...walk, rules, known: knownInside(step, walk.known) });
    }
  }
}

async function* options(step: ChooseStep, walk: Walk): AsyncGenerator<Shown> {
  for (const { label, end, steps } of step.options) {
    const lines = [`if "${label}" is chosen${end ? `, the run ends as ${end}` : ''}:`];
    yield { depth: walk.depth, lines, trouble: false };
    yield* inOrder(steps, { ...walk, depth: walk.depth + 1 });
  }
}

/** The steps of a repeated group are shown for its first item. */
function knownInside(step: Step, known: Known): Known {
  if (step.kind === 'runbook') return insideOf(step, known);
  const [first] = (step.kind === 'group' && step.forEach && listOf(step.forEach, known)) || [];
  return first === undefined ? known : withItem(known, first, 0);
}
