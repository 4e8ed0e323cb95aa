import type { Problem } from '../problem.ts';
import type { StepKey } from '../shape/step.ts';
import { below } from '../yaml/pointer.ts';
import { isRepeated, type Spot, textOf, undoneBy } from './outline.ts';

const single: readonly StepKey[] = ['action', 'check', 'wait', 'manual', 'notify'];

/** What puts steps back is simple, and stands where something can be put back. */
export const checkUndo = (spots: readonly Spot[]): readonly Problem[] =>
  spots.flatMap((spot) => [...checkOwn(spot), ...checkKind(spot), ...checkOnFailure(spot)]);

function checkOwn({ raw, at, part, keys }: Spot): readonly Problem[] {
  if (!keys.includes('action') || !('undo' in raw) || part === 'steps') return [];
  const message = part === 'undo' ? 'what undoes a step is not undone itself' : 'what `finally` does is never undone';
  return [{ rule: 'undo-not-here', at: below(at, 'undo'), on: 'key', message }];
}

function checkKind(spot: Spot): readonly Problem[] {
  const undone = undoneBy(spot);
  if (!undone) return [];
  if (isRepeated(spot) && !spot.around.some(isRepeated))
    return [
      { rule: 'undo-step', at: below(spot.at, 'for_each'), on: 'key', message: '`for_each` does not stand in `undo`' },
    ];
  const key = spot.keys.find((one) => !single.includes(one));
  if (key === undefined) return [];
  const message = `\`${key}\` does not stand in \`undo\`: it takes ${single.map((one) => `\`${one}\``).join(', ')}`;
  return [{ rule: 'undo-step', at: below(spot.at, key), on: 'key', message }];
}

function checkOnFailure({ raw, at, part }: Spot): readonly Problem[] {
  const word = textOf(raw, 'on_failure');
  const place = { at: below(at, 'on_failure') };
  if (part === 'undo' && word !== undefined && word !== 'ask')
    return [{ rule: 'undo-step', ...place, message: 'what fails in `undo` is always a person’s to decide' }];
  if (part === 'finally' && word === 'rollback')
    return [{ rule: 'undo-not-here', ...place, message: '`finally` runs after any roll back, so it cannot begin one' }];
  return [];
}
