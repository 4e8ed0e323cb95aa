import { isObject } from '#domain/json.ts';
import { nearest } from '../nearest.ts';
import type { Problem } from '../problem.ts';
import { stepKeys, stepShapes } from '../shape/step.ts';
import { validate } from '../shape/validate.ts';
import { below } from '../yaml/pointer.ts';
import { isRepeated, listOf, listsIn, mayRepeat, type RawObject, type Spot, type StepList } from './outline.ts';

/** Every step says what it is, has the shape of that, and an id of its own. */
export const checkSteps = (runbook: RawObject, spots: readonly Spot[]): readonly Problem[] => [
  ...checkItems({ steps: runbook['steps'], at: '/steps' }),
  ...checkItems({ steps: runbook['finally'], at: '/finally' }),
  ...spots.flatMap((spot) => [...listsIn(spot).flatMap(checkItems), ...checkStep(spot)]),
  ...checkIds(spots),
];

const checkItems = ({ steps, at }: StepList): readonly Problem[] =>
  listOf(steps).flatMap((step, i) =>
    isObject(step) ? [] : [{ rule: 'wrong-type', at: below(at, i), message: 'a step is a mapping with an `id`' }],
  );

function checkStep(spot: Spot): readonly Problem[] {
  const [key, second] = spot.keys;
  if (key === undefined) return [whatIsIt(spot)];
  if (second !== undefined) {
    const message = `a step is one thing: this one has \`${key}\` and \`${second}\``;
    return [{ rule: 'two-kinds', at: below(spot.at, second), on: 'key', message }];
  }
  return [...validate(stepShapes[key], spot.raw, spot.at), ...checkRepeat(spot)];
}

function whatIsIt({ raw, at }: Spot): Problem {
  for (const key of Object.keys(raw)) {
    const meant = nearest(key, stepKeys);
    if (meant === undefined || Object.hasOwn(stepShapes.action.schema.properties, key)) continue;
    return {
      rule: 'unknown-key',
      at: below(at, key),
      on: 'key',
      message: `a step has no key "${key}"`,
      hint: `did you mean "${meant}"?`,
    };
  }
  const kinds = stepKeys.map((key) => `\`${key}\``).join(', ');
  return { rule: 'missing-key', at, message: `a step needs one of ${kinds}: it says what the step does` };
}

/** A list within a list would have items that nothing can name. */
function checkRepeat(spot: Spot): readonly Problem[] {
  const around = spot.around.find(isRepeated);
  if (isRepeated(spot)) return around ? [nested(spot, around)] : tooLong(spot);
  return ['max', 'max_parallel']
    .filter((key) => key in spot.raw && mayRepeat(spot))
    .map((key) => ({
      rule: 'for-each-missing',
      at: below(spot.at, key),
      on: 'key',
      message: `\`${key}\` is for a step with \`for_each\``,
    }));
}

const nested = (spot: Spot, { id }: Spot): Problem => ({
  rule: 'for-each-nested',
  at: below(spot.at, 'for_each'),
  on: 'key',
  message: `a \`for_each\` does not stand inside another one, and "${id}" has one`,
  hint: 'use a list of pairs',
});

// One that is no number from 1 to 100 has a finding of its own.
const mostOf = (max: unknown): number => (typeof max === 'number' && max >= 1 && max <= 100 ? max : 100);

/** A list that is written out and has more items than the step takes; an expression is counted when it is read. */
function tooLong({ raw, at }: Spot): readonly Problem[] {
  const most = raw['max'] === undefined ? 20 : mostOf(raw['max']);
  const items = listOf(raw['for_each']).length;
  if (items <= most) return [];
  const message = `\`for_each\` has ${items} items, and \`max\` is ${most}`;
  return [{ rule: 'wrong-value', at: below(at, 'for_each'), on: 'key', message }];
}

function checkIds(spots: readonly Spot[]): readonly Problem[] {
  const first = new Set<string>();
  return spots.flatMap(({ id, at }) => {
    if (id === undefined) return [];
    const place = { at: below(at, 'id') };
    if (id === 'finally')
      return [
        { rule: 'reserved-id', ...place, message: '"finally" is how the end of a runbook is called, and no step' },
      ];
    if (first.has(id)) return [{ rule: 'duplicate-id', ...place, message: `another step has the id "${id}" already` }];
    first.add(id);
    return [];
  });
}
