import { catalogue } from '#actions/list.ts';
import { signatures } from '#actions/signatures.ts';
import { isObject, type Json, type JsonObject } from '#domain/json.ts';
import type { Signature } from '#domain/signatures.ts';
import { configSchema, runbookSchema } from '#runbook/schemas.ts';
import { testSchema } from '#runbook/tests/schema.ts';

/* The page docs/reference.md, made from the schemas that editors and the linter use. */

const known = signatures(catalogue);

const members = (schema: JsonObject, key: string): readonly (readonly [string, JsonObject])[] => {
  const value = schema[key];
  return isObject(value) ? Object.entries(value as Readonly<Record<string, JsonObject>>) : [];
};

const cell = (text: string): string => text.replaceAll('|', '\\|').replaceAll('<', '\\<').replace(/\s+/g, ' ');
const code = (text: string): string => `\`${text.replaceAll('|', '\\|')}\``;

const branches = ({ anyOf }: JsonObject): readonly JsonObject[] =>
  Array.isArray(anyOf) ? (anyOf as readonly JsonObject[]) : [];

/** What stands at a key: its title in the schema, its words, or its type. */
function kind(schema: JsonObject): string {
  const { title, enum: words, type, $ref } = schema;
  if (Array.isArray(words)) return words.map((word) => code(JSON.stringify(word).replaceAll('"', ''))).join(', ');
  if (typeof title === 'string') return cell(title);
  if (typeof $ref === 'string') return `[${$ref.replace(/^.*\//, '')}](#${$ref.replace(/^.*\//, '')})`;
  const [first, ...rest] = branches(schema);
  if (first) return [first, ...rest].map(kind).join(', or ');
  return typeof type === 'string' ? type : 'anything';
}

function limits(schema: JsonObject): string {
  const said: readonly (readonly [string, Json | undefined])[] = [
    ['at least', schema['minimum'] ?? schema['minItems']],
    ['at most', schema['maximum'] ?? schema['maxItems']],
  ];
  return said
    .flatMap(([words, value]) => (value === undefined || value === 0 ? [] : [`${words} ${JSON.stringify(value)}`]))
    .join(', ');
}

function about(schema: JsonObject, isNeeded: boolean): string {
  const { description } = schema;
  const bounds = limits(schema);
  return [
    typeof description === 'string' ? cell(description) : '',
    bounds && `${bounds.charAt(0).toUpperCase()}${bounds.slice(1)}.`,
    isNeeded ? '**Needed.**' : '',
  ]
    .filter((text) => text !== '')
    .join(' ');
}

/** Keys of the objects inside a key, as `links[].url`. */
function rows(schema: JsonObject, prefix = ''): readonly string[] {
  const required = Array.isArray(schema['required']) ? schema['required'] : [];
  return members(schema, 'properties').flatMap(([name, value]) => [
    `| ${code(prefix + name)} | ${kind(value)} | ${about(value, required.includes(name))} |`,
    ...inner(value, prefix + name),
  ]);
}

function inner(schema: JsonObject, at: string): readonly string[] {
  const own = rows(schema, `${at}.`);
  const items = isObject(schema['items']) ? rows(schema['items'] as JsonObject, `${at}[].`) : [];
  const any = members(schema, 'patternProperties').flatMap(([, value]) =>
    isObject(value) ? rows(value, `${at}.<name>.`) : [],
  );
  const seen = new Set<string>();
  return [...own, ...items, ...any, ...branches(schema).flatMap((branch) => inner(branch, at))].filter((row) => {
    const isNew = !seen.has(row);
    seen.add(row);
    return isNew;
  });
}

const table = (schema: JsonObject): string =>
  ['| key | value | what it means |', '| --- | --- | --- |', ...rows(schema)].join('\n');

const defs = (schema: JsonObject): readonly (readonly [string, JsonObject])[] =>
  members(schema, '$defs').filter(([, value]) => isObject(value['properties']));

function signature({ id, summary, input, outputs }: Signature): string {
  const given = Object.entries(outputs);
  return [
    `### ${id}`,
    `${summary} [More](actions/${id}.md).`,
    members(input, 'properties').length > 0 ? table(input) : 'It takes nothing.',
    ...(given.length > 0
      ? [
          [
            '| output | value | known |',
            '| --- | --- | --- |',
            ...given.map(([name, { schema, known: when }]) => `| ${code(name)} | ${kind(schema)} | ${when} |`),
          ].join('\n'),
        ]
      : []),
  ].join('\n\n');
}

const all = (kindOf: Signature['kind']): string =>
  [...known.values()]
    .filter(({ kind: one }) => one === kindOf)
    .map(signature)
    .join('\n\n');

/** The whole page. */
export function reference(): string {
  const runbook = runbookSchema(known);
  return `# Reference

<!-- Made from the schemas: UPDATE_GOLDEN=1 npm test -- test/docs/reference -->

Every key there is, by where it stands. [The language](language.md) explains them with examples.

## A runbook

${table(runbook)}

${defs(runbook)
  .map(([name, schema]) => `### ${name}\n\n${table(schema)}`)
  .join('\n\n')}

## stepward.yml

${table(configSchema())}

## A test

${table(testSchema())}

## Actions

${all('action')}

## Checks

${all('check')}

## Sources

They fill the choices of an input: \`from: ecs.services\`.

${all('source')}
`;
}
