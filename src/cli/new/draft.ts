/** What a new runbook needs to begin with. */
export interface Draft {
  readonly id: string;
  readonly title: string;
  readonly summary: string;
  readonly owner: string;
  readonly environment: string;
  /** Names of the environment's `values` that steps take by themselves, like `cluster`. */
  readonly values: readonly string[];
  readonly steps: readonly DraftStep[];
  /** Folder of the JSON Schemas, relative to the runbook; without it editors are not told. */
  readonly schemas?: string;
}

export interface DraftStep {
  readonly id: string;
  readonly title: string;
  readonly key: 'action' | 'check' | 'manual';
  /** The action or check; of a manual step what is to be done. */
  readonly does: string;
  readonly with: Readonly<Record<string, string>>;
  /** Of an action: what users will notice. */
  readonly impact?: string;
}

/** The runbook's text. */
export const draftText = ({ id, title, summary, owner, environment, values, steps, schemas }: Draft): string =>
  [
    ...modeline(schemas, 'runbook'),
    `runbook: ${id}`,
    'version: 1',
    `title: ${scalar(title)}`,
    `summary: ${scalar(summary)}`,
    `owner: ${scalar(owner)}`,
    `environment: ${environment}`,
    'timeout: 2h',
    ...defaultsOf(values),
    '',
    'steps:',
    steps.map(stepText).join('\n'),
  ].join('\n');

const modeline = (schemas: string | undefined, name: string): readonly string[] =>
  schemas === undefined ? [] : [`# yaml-language-server: $schema=${schemas}/${name}.schema.json`];

const defaultsOf = (values: readonly string[]): readonly string[] =>
  values.length === 0
    ? []
    : [`defaults: { with: { ${values.map((name) => `${name}: "\${{ environment.values.${name} }}"`).join(', ')} } }`];

function stepText({ id, title, key, does, with: input, impact }: DraftStep): string {
  const pairs = Object.entries(input).map(([name, value]) => `${name}: ${valueText(value)}`);
  return [
    `  - id: ${id}`,
    `    title: ${scalar(title)}`,
    ...(impact ? [`    impact: ${scalar(impact)}`] : []),
    `    ${key}: ${key === 'manual' ? scalar(does) : does}`,
    ...(pairs.length > 0 ? [`    with: { ${pairs.join(', ')} }`] : []),
    ...(key === 'check' ? ['    within: 10m'] : []),
    '',
  ].join('\n');
}

/** Plain where YAML reads it as the same text anywhere, also in `{ }`; else in quotes, which YAML reads as JSON does. */
const scalar = (text: string): string =>
  /^[A-Za-z][A-Za-z0-9_./ -]*$/.test(text) && !/^(true|false|null|yes|no|on|off)$/i.test(text) && !text.endsWith(' ')
    ? text
    : JSON.stringify(text);

/** A list, a number or true and false stay what they are. */
function valueText(typed: string): string {
  if (/^-?\d+(\.\d+)?$/.test(typed) || /^(true|false)$/.test(typed)) return typed;
  if (/^\[.*\]$/s.test(typed)) {
    const items = typed
      .slice(1, -1)
      .split(',')
      .map((item) => item.trim());
    return `[${items
      .filter((item) => item !== '')
      .map(scalar)
      .join(', ')}]`;
  }
  return scalar(typed);
}

/** Its first tests: everybody says yes, and somebody says no before anything has changed. */
export function draftTests({ id, environment, steps, schemas }: Draft, world: string): string {
  const [first] = steps.filter(({ key }) => key === 'action');
  const refusal = first
    ? [
        '  - name: a refusal stops before anything changes',
        '    as: alice',
        `    environment: ${environment}`,
        '    reason: drill',
        `    people: [{ who: bob, does: reject, at: ${first.id} }]`,
        '    expect: { outcome: stopped, writes: 0 }',
      ]
    : [];
  const isDone = steps.some(({ key }) => key === 'manual') ? ", { who: alice, does: done, at: '*' }" : '';
  return [
    ...modeline(schemas, 'test'),
    `runbook: ${id}`,
    `world: ${world}`,
    'tests:',
    '  - name: goes through when everybody agrees',
    '    as: alice',
    `    environment: ${environment}`,
    '    reason: drill',
    `    people: [{ who: bob, does: approve, at: '*' }${isDone}]`,
    '    expect: { outcome: succeeded }',
    ...refusal,
    '',
  ].join('\n');
}
