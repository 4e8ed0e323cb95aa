import type { JsonObject } from '#domain/json.ts';
import type { Known, Signature, Signatures } from '#domain/signatures.ts';

const text = { type: 'string', minLength: 1 };
const texts = { type: 'array', items: text, minItems: 1 };
const duration = { type: 'string', pattern: '^(0|[1-9][0-9]*)[smh]$', title: 'a duration such as 45s, 10m or 2h' };

const object = (properties: JsonObject, required: readonly string[]): JsonObject => ({
  type: 'object',
  properties,
  required,
  additionalProperties: false,
});

const known = (when: Known, outputs: Record<string, JsonObject>): Signature['outputs'] =>
  Object.fromEntries(Object.entries(outputs).map(([name, schema]) => [name, { schema, known: when }]));

const change = { kind: 'action', version: 1, risk: 'changes', secrets: [] } as const;
const check = { kind: 'check', version: 1, secrets: [] } as const;

const source = { kind: 'source', version: 1, secrets: [], outputs: known('verify', { choices: texts }) } as const;

const list: readonly Signature[] = [
  { ...source, id: 'ecs.clusters', summary: 'The clusters of the account.', input: object({}, []) },
  {
    ...source,
    id: 'ecs.services',
    summary: 'The services of a cluster.',
    input: object({ cluster: text }, ['cluster']),
  },
  {
    ...change,
    id: 'ecs.restart-service',
    summary: 'Replace every task of a service.',
    input: object({ cluster: text, service: text, mode: { type: 'string', enum: ['roll', 'stop-task'] } }, [
      'cluster',
      'service',
    ]),
    outputs: { ...known('plan', { desired: { type: 'integer' } }), ...known('apply', { deployment: text }) },
    timeout: 900_000,
    settle: 30_000,
  },
  {
    ...change,
    id: 'ecs.stop-tasks',
    summary: 'Stop tasks that an old deployment left behind.',
    risk: 'destroys',
    input: object(
      { cluster: text, service: text, older_than: duration, at_most: { type: 'integer', minimum: 1, maximum: 100 } },
      ['cluster', 'service'],
    ),
    outputs: known('plan', {
      tasks: {
        type: 'array',
        items: object({ arn: text, started_at: text, cpu: { type: 'number' } }, ['arn', 'started_at']),
      },
    }),
    timeout: 300_000,
    settle: 30_000,
  },
  {
    ...change,
    id: 'ssm.rotate-parameter',
    summary: 'Write a new version of a parameter.',
    secrets: ['value'],
    input: {
      ...object(
        {
          parameter: text,
          value: { type: 'string', minLength: 8 },
          generate: object(
            {
              bytes: { type: 'integer', minimum: 16, maximum: 256 },
              as: { type: 'string', enum: ['base64url', 'hex'] },
            },
            ['bytes'],
          ),
        },
        ['parameter'],
      ),
    },
    outputs: { ...known('apply', { version: { type: 'integer' } }), ...known('plan', { consumers: texts }) },
    timeout: 120_000,
  },
  {
    ...check,
    id: 'ecs.services-healthy',
    summary: 'Every service runs what it should.',
    input: object({ cluster: text, services: texts }, ['cluster', 'services']),
    outputs: known('verify', { unhealthy: { type: 'array', items: text }, running: { type: 'integer' } }),
  },
  {
    ...check,
    id: 'ecs.same-instance',
    summary: 'Services run on one instance.',
    input: object({ cluster: text, services: { ...texts, minItems: 2 } }, ['cluster', 'services']),
    outputs: {},
  },
  {
    ...check,
    id: 'logs.wait-for',
    summary: 'A line appears.',
    input: object({ group: text, pattern: text, since: text }, ['group', 'pattern']),
    outputs: known('verify', { line: text }),
  },
  {
    ...check,
    id: 'logs.absent',
    summary: 'No such line appears.',
    input: object({ group: text, pattern: text, for: duration, since: text }, ['group', 'pattern', 'for']),
    outputs: known('verify', { count: { type: 'integer' } }),
  },
  {
    ...check,
    id: 'secrets.readers',
    summary: 'Who reads a parameter.',
    input: object({ cluster: text, parameter: text }, ['cluster', 'parameter']),
    outputs: known('verify', { services: texts }),
  },
];

/** A few actions and checks like the real ones, so that the language is tested without their code. */
export const signatures: Signatures = new Map(list.map((signature) => [signature.id, signature]));
