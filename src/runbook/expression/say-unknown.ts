import { suggest } from '../nearest.ts';
import type { Fault } from './fault.ts';
import type { Use } from './uses.ts';

const somewhere: ReadonlyMap<string, string> = new Map([
  ['item', 'only a step with `for_each` has it'],
  ['index', 'only a step with `for_each` has it'],
  ['outputs', 'only `expect` has it; elsewhere it is steps.<id>.outputs'],
]);

/** By where a name was looked for: the rule, and what is said. */
const places: readonly (readonly [RegExp, string, (name: string, step: string) => string])[] = [
  [/^$/, 'unknown-name', (name) => `there is no "${name}" here`],
  [/^inputs$/, 'unknown-input', (name) => `there is no input "${name}"`],
  [/^steps$/, 'unknown-step', (name) => `there is no step "${name}"`],
  [/^steps\.(\w+)\.outputs$/, 'unknown-output', (name, step) => `step "${step}" has no output "${name}"`],
  [/^environment\.values$/, 'unknown-value', (name) => `\`environment.values\` has no "${name}"`],
];

/** What is wrong with a name of which one link does not exist. */
export function sayUnknown(names: Use['names'], link: number, known: readonly string[]): Omit<Fault, 'span'> {
  const name = String(names[link]);
  const before = names
    .slice(0, link)
    .map((one) => one ?? '[]')
    .join('.');
  const elsewhere = link === 0 ? somewhere.get(name) : undefined;
  const hint = elsewhere === undefined ? suggest(name, known) : { hint: elsewhere };
  for (const [place, rule, say] of places) {
    const match = place.exec(before);
    if (match) return { rule, message: say(name, match[1] ?? ''), ...hint };
  }
  return { rule: 'unknown-name', message: `\`${before}\` has no "${name}"`, ...hint };
}
