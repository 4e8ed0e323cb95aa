import { isObject, type JsonObject } from '#domain/json.ts';
import type { StatementSeed } from '#practice/worlds/seeds/role.ts';
import { refuseUnknown } from '../params.ts';
import { refusal } from '../refusal.ts';

/** https://docs.aws.amazon.com/STS/latest/APIReference/API_AssumeRole.html */
const longest = 2_048;

/** The statements of a session policy, which comes as JSON; conditions are not evaluated, so there may be none. */
export function readPolicy(text: string): readonly StatementSeed[] {
  if (text.length > longest) throw refusal('PackedPolicyTooLarge', `The policy is longer than ${longest} characters.`);
  const policy = parsed(text);
  refuseUnknown(policy, ['Version', 'Id', 'Statement'], 'a policy');
  const statements = [policy['Statement']].flat();
  return statements.map((statement) => {
    if (isStatement(statement)) return statement;
    throw malformed('Syntax errors in policy.');
  });
}

function parsed(text: string): JsonObject {
  try {
    const policy: unknown = JSON.parse(text);
    if (isObject(policy)) return policy as JsonObject;
  } catch (cause) {
    if (!(cause instanceof SyntaxError)) throw cause;
  }
  throw malformed('The policy is not in the valid JSON format.');
}

function isStatement(value: unknown): value is StatementSeed {
  if (!isObject(value)) return false;
  refuseUnknown(value as JsonObject, ['Sid', 'Effect', 'Action', 'Resource'], 'a statement');
  const { Effect, Action, Resource } = value;
  return (Effect === 'Allow' || Effect === 'Deny') && isNames(Action) && isNames(Resource);
}

const isNames = (value: unknown): boolean => {
  const names = [value].flat();
  return names.length > 0 && names.every((name) => typeof name === 'string' && name !== '');
};

const malformed = (why: string) => refusal('MalformedPolicyDocument', why);
