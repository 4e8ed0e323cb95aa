import type { Fault } from '../expression/fault.ts';
import type { StepKey } from '../shape/step.ts';
import { apart } from './apart.ts';
import { isRepeated, isTogether, type Spot, undoneBy } from './outline.ts';

type Why = Omit<Fault, 'span'> | undefined;

/** Why nothing of a step can be known at another one, whatever happens. */
export function whyHidden(target: Spot, here: Spot): Why {
  return whyOutside(target, here) ?? whyLater(target, here) ?? whyInside(target, here);
}

/** Steps that are no part of the way here. */
function whyOutside(target: Spot, here: Spot): Why {
  const rule = 'out-of-reach';
  const undone = undoneBy(target);
  if (undone && undone !== undoneBy(here))
    return { rule, message: `step "${target.id}" belongs to the \`undo\` of "${undone.id}", where alone it is known` };
  const between = apart(target, here);
  if (between === 'beside')
    return { rule, message: `step "${target.id}" runs beside this one: nothing of it is known` };
  return between && { rule, message: `step "${target.id}" is not done where this one is: it is in another option` };
}

function whyLater(target: Spot, here: Spot): Why {
  const rule = 'later-step';
  if (target === undoneBy(here)) return undefined;
  if (target === here || here.around.includes(target))
    return { rule, message: `step "${target.id}" has not ended here` };
  if (target.order > here.order) return { rule, message: `step "${target.id}" comes later` };
  return arePlannedTogether(target, here)
    ? { rule, message: `step "${target.id}" is planned together with this one: nothing of it is known yet` }
    : undefined;
}

/** Of what is asked on one card, the actions and what leads to them are planned before anything is done. All that undoes is asked on one card. */
function arePlannedTogether(target: Spot, here: Spot): boolean {
  if (here.keys.some((key) => unplanned.includes(key))) return false;
  if (here.part === 'undo') return target.part === 'undo';
  return target.around.some((group) => here.around.includes(group) && isTogether(group));
}

const unplanned: readonly StepKey[] = ['check', 'wait', 'manual', 'notify'];

function whyInside(target: Spot, here: Spot): Why {
  const repeated = target.around.find((group) => isRepeated(group) && !here.around.includes(group));
  return (
    repeated && {
      rule: 'out-of-reach',
      message: `step "${target.id}" is done once for each of "${repeated.id}": it is known only inside it`,
      hint: `read steps.${repeated.id}.each`,
    }
  );
}
