import { allSteps } from '#domain/runbook.ts';
import type { Problem } from '../problem.ts';
import { type Spot, textOf } from './outline.ts';
import type { Setting } from './setting.ts';

/** Of one run, with the steps of what it inlines. */
const most = 200;

/** A run stays small enough to be read, drawn and kept. Said at the step that is too many. */
export function checkSize(setting: Setting): readonly Problem[] {
  let steps = 0;
  for (const spot of setting.spots) {
    steps += 1 + inlinedIn(spot, setting);
    if (steps > most) return [{ rule: 'too-many-steps', at: spot.at, message: `a run has at most ${most} steps` }];
  }
  return [];
}

function inlinedIn({ raw }: Spot, { library }: Setting): number {
  const id = textOf(raw, 'runbook');
  const child = id === undefined ? undefined : library?.find(id);
  return child?.kind === 'sound' ? allSteps([...child.runbook.steps, ...child.runbook.finally]).length : 0;
}
