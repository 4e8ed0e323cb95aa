import { allSteps, type ForEach, partsOf, type Runbook, type Step } from '#domain/runbook.ts';
import { wholeExpression } from '#runbook/expression/template.ts';
import { defineRule } from '../rule.ts';

/** A card shows the changes of five plans; the others stand behind *Full plan*. */
const most = 10;

export default defineRule({
  id: 'together-too-many',
  area: 'approval',
  severity: 'warning',
  summary: 'One card asks for no more plans than a person reads before they approve.',
  *step({ step, at }, { runbook }) {
    if (!('together' in step) || !step.together) return;
    const count = plansOf(step, runbook);
    if (count <= most) return;
    yield {
      at: `${at}/approve`,
      message: `"${step.id}" asks for ${count} plans on one card, of which it shows five`,
      hint: `take out \`together\`, or split the step: up to ${most} are read before they are approved`,
    };
  },
});

/** As many as are known before a run; a list that only the run knows counts as one. */
function plansOf(step: Step, runbook: Runbook): number {
  const own =
    step.kind === 'action'
      ? 1
      : partsOf(step)
          .flatMap(allSteps)
          .filter(({ kind }) => kind === 'action').length;
  return 'forEach' in step && step.forEach ? own * itemsOf(step.forEach, runbook) : own;
}

function itemsOf({ items }: ForEach, { inputs }: Runbook): number {
  if (Array.isArray(items)) return items.length;
  const name =
    typeof items === 'string' ? /^inputs\.(\w+)$/.exec(wholeExpression(items)?.expression ?? '')?.[1] : undefined;
  const list = inputs.find((input) => input.name === name)?.default;
  return Array.isArray(list) ? list.length : 1;
}
