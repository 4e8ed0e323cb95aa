import { isObject } from '#domain/json.ts';
import { hasHole } from '../expression/template.ts';
import { suggest } from '../nearest.ts';
import type { Problem } from '../problem.ts';
import { below } from '../yaml/pointer.ts';
import { listOf, objectOf, type RawObject, type Spot, textOf } from './outline.ts';

/** Options are told apart, each leads somewhere, and the one that is suggested is one of them. */
export const checkChoices = (spots: readonly Spot[]): readonly Problem[] =>
  spots.flatMap((spot) => {
    const choose = objectOf(spot.raw, 'choose');
    const at = below(spot.at, 'choose');
    const options = listOf(choose['options']);
    const ids = options.flatMap((option) => (isObject(option) ? (textOf(option, 'id') ?? []) : []));
    return [
      ...options.flatMap((option, i) =>
        isObject(option) ? checkOption(option, below(below(at, 'options'), i), spot.part) : [],
      ),
      ...repeatedIds(options, below(at, 'options')),
      ...checkSuggest(textOf(choose, 'suggest'), below(at, 'suggest'), ids),
    ];
  });

function checkOption(option: RawObject, at: string, part: Spot['part']): readonly Problem[] {
  const hasEnd = 'end' in option;
  const name = `the option "${option['id']}"`;
  if (!hasEnd && !('steps' in option))
    return [{ rule: 'missing-key', at, message: `${name} needs \`steps\`, or \`end\` if the run ends with it` }];
  if (hasEnd && 'steps' in option)
    return [{ rule: 'two-kinds', at: below(at, 'end'), on: 'key', message: `${name} has \`steps\` and \`end\`` }];
  return hasEnd && part === 'finally'
    ? [{ rule: 'end-not-here', at: below(at, 'end'), on: 'key', message: 'in `finally` the run has ended already' }]
    : [];
}

function repeatedIds(options: readonly unknown[], at: string): readonly Problem[] {
  const first = new Set<unknown>();
  return options.flatMap((option, i) => {
    const id = isObject(option) ? textOf(option, 'id') : undefined;
    if (id === undefined) return [];
    if (first.has(id))
      return [{ rule: 'duplicate-id', at: `${below(at, i)}/id`, message: `another option has the id "${id}" already` }];
    first.add(id);
    return [];
  });
}

function checkSuggest(suggested: string | undefined, at: string, ids: readonly string[]): readonly Problem[] {
  if (suggested === undefined || hasHole(suggested) || ids.includes(suggested)) return [];
  return [{ rule: 'unknown-option', at, message: `there is no option "${suggested}"`, ...suggest(suggested, ids) }];
}
