import { isObject, type Json } from '#domain/json.ts';
import type { Input } from '#domain/runbook.ts';
import { refusal } from '../accepts.ts';
import { buildInput } from '../build-input.ts';
import { hasHole } from '../expression/template.ts';
import { matches } from '../pattern.ts';
import type { Problem } from '../problem.ts';
import { field, input, type RawInput } from '../shape/input.ts';
import { isReference, reference } from '../shape/reference.ts';
import type { Shape } from '../shape/shape.ts';
import { validate } from '../shape/validate.ts';
import { below } from '../yaml/pointer.ts';
import { objectOf, type RawObject, type Spot } from './outline.ts';

/** What was found to have its shape, and what is wrong with the rest. */
export interface CheckedInputs {
  readonly inputs: readonly Input[];
  readonly problems: readonly Problem[];
}

export const checkInputs = (runbook: RawObject): CheckedInputs =>
  checkEach(objectOf(runbook, 'inputs'), '/inputs', input);

/** The fields of a manual step: inputs that are asked when it is done. */
export const checkFields = ({ raw, at }: Spot): CheckedInputs =>
  checkEach(objectOf(raw, 'fields'), below(at, 'fields'), field);

function checkEach(all: RawObject, allAt: string, shape: Shape): CheckedInputs {
  const inputs: Input[] = [];
  const problems: Problem[] = [];
  for (const [name, raw] of Object.entries(all)) {
    const at = below(allAt, name);
    const found = validate(shape, raw, at);
    problems.push(...found);
    const sound = isObject(raw) ? soundPart(raw, at, found) : undefined;
    if (!sound) continue;
    const built = buildInput(name, sound as RawInput);
    inputs.push(built);
    problems.push(...misfits(sound, at), ...secrecy(built, at), ...choosing(built, sound, at));
    problems.push(...wrongValues(built, at));
  }
  return { inputs, problems };
}

/** What is left of an input without its mistakes; nothing if these leave open what kind of value it is. */
function soundPart(raw: RawObject, at: string, found: readonly Problem[]): RawObject | undefined {
  const wrong = new Set(found.map(({ at: place }) => place.slice(at.length + 1).split('/', 1)[0] ?? ''));
  if (['', 'type', 'items', 'secret'].some((key) => wrong.has(key))) return undefined;
  return Object.fromEntries(Object.entries(raw).filter(([key]) => !wrong.has(key)));
}

/** Which types a limit means something for. */
const limits: Readonly<Record<string, readonly string[]>> = {
  items: ['array'],
  pattern: ['string'],
  min: ['integer', 'number'],
  max: ['integer', 'number'],
  min_length: ['string', 'array'],
  max_length: ['string', 'array'],
};

function misfits(raw: RawObject, at: string): readonly Problem[] {
  const type = String(raw['type']);
  return Object.entries(limits)
    .filter(([key, types]) => key in raw && !types.includes(type))
    .map(([key, types]) => ({
      rule: 'limit-misfit',
      at: below(at, key),
      on: 'key',
      message: `\`${key}\` is for ${types.join(' and ')}, this is of type ${type}`,
    }));
}

function secrecy(input: Input, at: string): readonly Problem[] {
  if (!input.secret) return [];
  const say = (key: string, message: string): Problem => ({ rule: 'secret-exposed', at: below(at, key), message });
  return [
    ...(input.type === 'string' ? [] : [say('type', 'a secret is a string')]),
    ...(input.default === undefined ? [] : secretDefault(input.default, below(at, 'default'))),
    ...(input.enum === undefined ? [] : [say('enum', 'a secret is not one of a few known values')]),
  ];
}

const secretDefault = (value: Json, at: string): readonly Problem[] =>
  isReference(value)
    ? validate(reference, value, at)
    : [
        {
          rule: 'secret-exposed',
          at,
          message: 'the default of a secret would stand here for all to read',
          hint: 'say where it is: { ref: env:NAME }, { ref: ssm:/path } or { ref: secret:name }',
        },
      ];

/** Choices are texts, and there is one list of them. */
function choosing(input: Input, raw: RawObject, at: string): readonly Problem[] {
  const say = (key: string, message: string): readonly Problem[] =>
    key in raw ? [{ rule: 'choices-misfit', at: below(at, key), on: 'key', message }] : [];
  if (!input.from) return say('with', '`with` is for an input with `from`');
  const isText = input.type === 'string' || (input.type === 'array' && input.items === 'string');
  return [
    ...(isText ? [] : say('from', '`from` is for a string, or for an array of strings')),
    ...say('enum', 'the choices come from `from`'),
    ...(input.secret ? say('secret', 'a secret is not chosen from a list') : []),
  ];
}

function wrongValues(input: Input, at: string): readonly Problem[] {
  if (input.pattern !== undefined && !isPattern(input.pattern))
    return [{ rule: 'wrong-value', at: below(at, 'pattern'), message: `"${input.pattern}" is no regular expression` }];
  const { enum: allowed, ...open } = input;
  const single = input.type === 'array' ? { ...open, type: input.items ?? 'string' } : open;
  const values = (allowed ?? []).map((value, i) => wrongValue(single, value, below(below(at, 'enum'), i)));
  // A secret is not repeated in a message: that it stands here is said already.
  if (input.secret) return values.flat();
  return [...values, wrongValue(input, input.default, below(at, 'default'))].flat();
}

function wrongValue(input: Input, value: Json | undefined, at: string): readonly Problem[] {
  if (value === undefined || holdsExpression(value)) return [];
  const why = refusal(input, value);
  return why === undefined
    ? []
    : [{ rule: 'wrong-value', at, message: `"${input.name}" ${why}, this is ${JSON.stringify(value)}` }];
}

const holdsExpression = (value: unknown): boolean => {
  if (typeof value === 'string') return hasHole(value);
  if (Array.isArray(value)) return value.some(holdsExpression);
  return isObject(value) && Object.values(value).some(holdsExpression);
};

function isPattern(pattern: string): boolean {
  try {
    // Whether it is too large shows only once it is used.
    matches(pattern, '');
    return true;
  } catch (error) {
    if (error instanceof SyntaxError) return false;
    throw error;
  }
}
