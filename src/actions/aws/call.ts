import { Failure } from '#domain/failure.ts';
import { canonical, isObject, type Json, type JsonObject } from '#domain/json.ts';
import { Type } from '#domain/type.ts';
import { inWords } from '../call/field.ts';
import { readGuard, readProof } from '../call/guard.ts';
import { type CallMemory, callMemory } from '../call/memory.ts';
import { judgeCall, reconcileCall } from '../call/outcome.ts';
import type { Planned } from '../contract.ts';
import { defineAction, nothingToDo, refused } from '../define.ts';

const serviceName = { pattern: '^[a-z0-9-]+$' };
const operationName = { pattern: '^[A-Z][A-Za-z0-9]+$' };
const parameters = (description: string) =>
  Type.Unsafe<JsonObject>(Type.Record(Type.String(), Type.Unknown(), { default: {}, description }));
const readService = Type.Optional(
  Type.String({ ...serviceName, description: 'As IAM names it; that of the call where it is left out.' }),
);

const guard = Type.Object(
  {
    service: readService,
    operation: Type.String({ ...operationName, description: 'A Describe, Get or List.' }),
    parameters: parameters('What it is asked.'),
    fields: Type.Array(Type.String(), {
      minItems: 1,
      description: 'Paths into its answer, such as `services.0.desiredCount`, that must stay as they were.',
    }),
  },
  { additionalProperties: false, description: 'What must be as it was when the call goes out.' },
);

const verify = Type.Object(
  {
    service: readService,
    operation: Type.String({ ...operationName, description: 'A Describe, Get or List.' }),
    parameters: parameters('What it is asked.'),
    field: Type.String({ description: 'A path into its answer.' }),
    equals: Type.Unsafe<Json>(Type.Unknown({ description: 'What is there once the call has worked.' })),
  },
  { additionalProperties: false, description: 'What proves that it worked.' },
);

const input = Type.Object(
  {
    service: Type.String({ ...serviceName, description: 'As IAM names it: ecs.' }),
    operation: Type.String({ ...operationName, description: 'As AWS names it: TagResource.' }),
    parameters: parameters('The request, as JSON.'),
    risk: Type.Enum(['changes', 'destroys'], { description: 'Whether what it does can be put back.' }),
    target: Type.String({ pattern: '^arn:aws[a-z-]*:', description: 'ARN of what it changes, which is locked.' }),
    guard: Type.Optional(guard),
    unguarded: Type.Optional(
      Type.String({ minLength: 10, description: 'Why nothing can be read that guards it, instead of "guard".' }),
    ),
    verify: Type.Optional(verify),
  },
  { additionalProperties: false },
);

interface Given {
  readonly service: string;
  readonly operation: string;
  readonly parameters: JsonObject;
  readonly risk: 'changes' | 'destroys';
  readonly target: string;
  readonly unguarded?: string | undefined;
}

const noUndo = 'Nothing undoes it by itself: what a call of AWS does, Stepward does not know.';

const warnings = ({ risk, unguarded }: Given, { verify: proof }: CallMemory): readonly string[] => [
  ...(risk === 'destroys' ? ['Its author says that it destroys something.'] : []),
  ...(unguarded === undefined ? [] : [`Nothing guards it: ${unguarded}`]),
  ...(proof ? [] : ['Nothing proves it but the answer of AWS.']),
];

function planned(given: Given, plan: CallMemory, guarded: JsonObject): Planned & { plan: CallMemory } {
  const { service, operation, parameters: params, target } = given;
  const { verify: proof } = plan;
  const name = target.slice(target.lastIndexOf(':') + 1);
  const change = proof && {
    target: name,
    what: proof.field,
    before: inWords(proof.before),
    after: inWords(proof.equals),
  };
  return {
    plan,
    changes: [
      ...(change ? [change] : []),
      { target: name, what: `${service}:${operation} is sent exactly so`, text: JSON.stringify(params, null, 2) },
    ],
    requests: [{ service, operation, params }],
    targets: [target],
    guarded,
    blastRadius: `Whatever ${service}:${operation} does to ${name}`,
    warnings: warnings(given, plan),
    undo: noUndo,
  };
}

function checked(guarded: boolean, why: string | undefined): void {
  if (guarded === (why !== undefined))
    throw new Failure('user', 'bad-input', 'aws.call: give either "guard" or, with the reason, "unguarded"');
}

export default defineAction({
  meta: {
    id: 'aws.call',
    version: 1,
    summary: 'Send one call to AWS that no other action makes.',
    // Whichever an author declares, the engine takes the graver.
    risk: 'destroys',
    repeat: 'unsafe',
    timeout: 5 * 60_000,
    settle: 0,
    undo: 'impossible',
    secrets: [],
    docs: 'docs/actions/aws.call.md',
  },
  input,
  memory: callMemory,
  outputs: {
    before: { schema: Type.Unknown(), known: 'plan' },
    after: { schema: Type.Unknown(), known: 'verify' },
  },

  async plan({ guard: watched, verify: proof, parameters: params, ...given }, read) {
    checked(watched !== undefined, given.unguarded);
    const { service, operation, target } = given;
    const call = { ...given, parameters: params };
    const why = await read.calls.refuse(call);
    if (why !== undefined) return refused(why);
    const guarded = watched ? await readGuard(watched, service, read) : {};
    if (!proof) return planned(call, { service, operation, target }, guarded);
    const asked = { ...proof, service: proof.service ?? service };
    const before = await readProof(asked, read);
    if (canonical(before) === canonical(proof.equals))
      return nothingToDo(`${proof.field} is ${inWords(before)} already.`);
    return planned(call, { service, operation, target, verify: { ...asked, before } }, guarded);
  },
  receipt: () => ({ answered: true }),
  reconcile: (plan, _, read) => reconcileCall(plan, read),
  verify: judgeCall,
  results: ({ verify: proof }, _, memo): JsonObject => ({
    before: proof?.before ?? null,
    ...(isObject(memo) ? { after: (memo['value'] ?? null) as Json } : {}),
  }),
  undo: () => ({ none: noUndo }),
  iam: ({ service, operation, target }) => [
    { Effect: 'Allow', Action: [`${service}:${operation}`], Resource: [target] },
  ],
});
