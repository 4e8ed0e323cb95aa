import { isObject } from '#domain/json.ts';
import { Type } from '#domain/type.ts';
import type { CheckRead } from '../contract.ts';
import { defineCheck } from '../define.ts';

export default defineCheck({
  meta: {
    id: 'states.definition',
    version: 1,
    summary: 'Holds if a state machine that updates services sets no count and names an exact revision.',
    docs: 'docs/actions/states.definition.md',
  },
  input: Type.Object(
    { state_machine: Type.String({ description: 'ARN of the state machine.' }) },
    { additionalProperties: false },
  ),
  outputs: { wrong: { schema: Type.Array(Type.String()), known: 'verify' } },

  async read({ state_machine: arn }, read): Promise<CheckRead> {
    const text = await read.stateMachines.definition(arn);
    if (text === undefined) return verdict([`there is no state machine ${arn}`]);
    return verdict(updatesIn(JSON.parse(text)).flatMap(complaints));
  },
});

interface Update {
  readonly state: string;
  readonly parameters: Readonly<Record<string, unknown>>;
}

/** Ends of the resource of a state that updates a service: the SDK integration, with or without a wait. */
const updateService = /:ecs:updateService(\..+)?$/i;

/** States at any depth: those of a Parallel stand in its branches, those of a Map in its processor. */
function updatesIn(value: unknown): readonly Update[] {
  if (Array.isArray(value)) return value.flatMap(updatesIn);
  if (!isObject(value)) return [];
  const states = isObject(value['States']) ? Object.entries(value['States']) : [];
  const own = states.flatMap(([state, body]) => (isObject(body) ? updateOf(state, body) : []));
  return [...own, ...Object.values(value).flatMap(updatesIn)];
}

/** `Parameters` in JSONPath, `Arguments` in JSONata. */
function updateOf(state: string, body: Readonly<Record<string, unknown>>): readonly Update[] {
  if (!updateService.test(String(body['Resource']))) return [];
  const given = body['Parameters'] ?? body['Arguments'];
  return [{ state, parameters: isObject(given) ? given : {} }];
}

/** A member may be written out, or be read from the input: `TaskDefinition.$`. */
const has = ({ parameters }: Update, name: string): boolean => name in parameters || `${name}.$` in parameters;

function complaints(update: Update): readonly string[] {
  const { state, parameters } = update;
  const definition = parameters['TaskDefinition'];
  const isMoving = typeof definition === 'string' && !definition.startsWith('{%') && !/:\d+$/.test(definition);
  return [
    ...(has(update, 'DesiredCount') ? [`${state} sets DesiredCount, which undoes a count set by hand`] : []),
    ...(isMoving ? [`${state} deploys the newest revision of ${definition}, which may not be the approved one`] : []),
  ];
}

const verdict = (wrong: readonly string[]): CheckRead => ({
  state: wrong.length === 0 ? 'ok' : 'failed',
  progress:
    wrong.length === 0 ? 'Every state that updates a service leaves its count and names a revision' : wrong.join(' · '),
  evidence: { wrong },
  outputs: { wrong },
});
