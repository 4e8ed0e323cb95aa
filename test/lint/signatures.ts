import { catalogue } from '#actions/list.ts';
import { signatures as signaturesOf } from '#actions/signatures.ts';
import type { Signature, Signatures } from '#domain/signatures.ts';

const text = { type: 'string', minLength: 1 };

const texts = (title: string) => ({ type: 'object', title, additionalProperties: { type: 'string' } });

/** Actions that are to come, so that the rules about them are tried before they are there. */
const future: readonly Signature[] = [
  {
    id: 'ecs.deploy',
    kind: 'action',
    summary: 'Run another image of a service.',
    version: 1,
    input: {
      type: 'object',
      properties: {
        cluster: text,
        service: text,
        image: text,
        desired_count: { type: 'integer', minimum: 0 },
        health_check: {
          type: 'object',
          properties: {
            command: { type: 'array', items: text, minItems: 1 },
            interval: text,
            timeout: text,
            retries: { type: 'integer' },
          },
          required: ['command'],
          additionalProperties: false,
        },
        environment: texts('values by name'),
        secrets: texts('ARNs of secrets by name'),
      },
      required: ['cluster', 'service', 'image'],
      additionalProperties: false,
    },
    outputs: {
      task_definition: { schema: text, known: 'apply' },
      deployment: { schema: text, known: 'apply' },
    },
    secrets: [],
    risk: 'changes',
    undo: 'auto',
    timeout: 900_000,
    settle: 30_000,
  },
  {
    id: 'ecr.image',
    kind: 'check',
    summary: 'Holds if an image can be pulled.',
    version: 1,
    input: {
      type: 'object',
      properties: { repository: text, tag: text },
      required: ['repository', 'tag'],
      additionalProperties: false,
    },
    outputs: { digest: { schema: text, known: 'verify' } },
    secrets: [],
  },
];

const real = signaturesOf(catalogue);

/** The actions and checks that there are, and those that rules know already. */
export const signatures: Signatures = new Map([...future.map((each) => [each.id, each] as const), ...real]);
