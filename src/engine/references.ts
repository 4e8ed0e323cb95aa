import { Failure } from '#domain/failure.ts';
import type { Json, JsonObject } from '#domain/json.ts';
import { isReference } from './given.ts';
import type { EngineParts } from './parts.ts';
import type { SecretRow } from './rows.ts';
import type { Loaded } from './run.ts';
import { refTo, seal } from './secrets.ts';

interface Resolved {
  readonly input: JsonObject;
  /** To be kept with the plan that is made of it. */
  readonly secrets: readonly SecretRow[];
}

/**
 * Reads what references to secrets stand for, and puts it in their places, sealed. Read anew for every plan, so that a value that has moved shows as another
 * fingerprint. It asks AWS, so it is never called in a transaction.
 * @throws Failure `no-secret`, `bad-reference`; what AWS says
 */
export async function resolveReferences(
  parts: EngineParts,
  { row, definition }: Pick<Loaded, 'row' | 'definition'>,
  { instance, names }: { readonly instance: string; readonly names: readonly string[] },
  input: JsonObject,
): Promise<Resolved> {
  const sealed: Record<string, Json> = {};
  const secrets: SecretRow[] = [];
  for (const name of names) {
    const value = input[name];
    if (!isReference(value)) continue;
    const secret = seal(
      parts.key,
      row.run,
      `${instance}.${name}`,
      await read(parts, definition.environment, value.ref),
    );
    secrets.push(secret);
    sealed[name] = { ...refTo(secret) };
  }
  return { input: { ...input, ...sealed }, secrets };
}

type Environment = Loaded['definition']['environment'];

async function read(parts: EngineParts, environment: Environment, ref: string): Promise<string> {
  const [kind, name = ''] = /^(env|ssm|secret):(.+)$/.exec(ref)?.slice(1) ?? [];
  if (kind === undefined)
    throw new Failure('user', 'bad-reference', `"${ref}" is no reference: write env:NAME, ssm:/path or secret:name.`);
  const value = await look(parts, environment, kind, name);
  if (value) return value;
  const hint = kind === 'env' ? `Set STEPWARD_SECRET_${name} where the bot runs.` : undefined;
  throw new Failure('user', 'no-secret', `There is no secret ${ref}.`, hint === undefined ? {} : { hint });
}

const look = async (
  parts: EngineParts,
  environment: Environment,
  kind: string,
  name: string,
): Promise<string | undefined> => {
  if (kind === 'env') return parts.secretFromEnvironment(name);
  const values = parts.aws.values(environment);
  return kind === 'ssm' ? values.parameter(name) : values.secret(name);
};
