import { isObject, type Json, type JsonObject } from '#domain/json.ts';
import type { Signature } from '#domain/signatures.ts';
import { withDefaults } from '../defaults.ts';
import type { Names } from '../expression/check.ts';
import { wholeExpression } from '../expression/template.ts';
import { membersOf } from '../expression/types.ts';
import type { Problem } from '../problem.ts';
import { input as inputOf } from '../shape/input.ts';
import { isReference, reference } from '../shape/reference.ts';
import { shape } from '../shape/shape.ts';
import { stepShapes } from '../shape/step.ts';
import { validate } from '../shape/validate.ts';
import { ancestorsOf, below } from '../yaml/pointer.ts';
import { objectOf } from './outline.ts';
import { checkText, checkTyped, type Desk, textsIn } from './templates.ts';
import type { Call } from './uses.ts';

export const defaultsAt = '/defaults/with';

/** What a `with` is checked against. */
export interface WithScope {
  readonly names: Names;
  /** The same where secrets may be read. */
  readonly trusted: Names;
  readonly defaults: JsonObject;
}

/** Literal values have the shape of the action's input, and expressions the type of their place in it. */
export function checkWith(desk: Desk, call: Call, scope: WithScope): void {
  const { raw, at, signature } = call;
  const own = objectOf(raw, 'with') as JsonObject;
  const ownAt = below(at, 'with');
  const texts = textsIn(own, ownAt);
  for (const { at: place, text } of texts)
    checkValue(desk, { place, text, path: place.slice(ownAt.length + 1) }, call, scope);
  if (!signature) return;
  const references = checkReferences(desk, own, ownAt, signature);
  const stray = strayIn(call, signature);
  const value = withDefaults({ ...stray, ...own }, signature, scope.defaults);
  const defaulted = new Set(Object.keys(value).filter((key) => !(key in own)));
  const found = validate(inputShape(signature), value, ownAt);
  if (found.length === 0) return;
  const holes = holesAt([...references, ...[...texts, ...textsIn(value, ownAt)].map((text) => text.at)]);
  const problems = found.filter(
    (problem) => !isAboutExpression(problem, holes) && !Object.hasOwn(stray, nameIn(problem, ownAt)),
  );
  desk.problems.push(...problems.map((problem) => relocate(problem, call, defaulted)));
}

/** The places of values that are references to secrets, which only members that may hold a secret can be. */
function checkReferences(desk: Desk, own: JsonObject, ownAt: string, { secrets }: Signature): readonly string[] {
  const found = secrets.filter((name) => isReference(own[name]));
  desk.problems.push(...found.flatMap((name) => validate(reference, own[name], below(ownAt, name))));
  return found.map((name) => below(ownAt, name));
}

const shapes = new WeakMap<Signature, ReturnType<typeof shape>>();

/** The input's schema, under the name that findings call it by. */
function inputShape(signature: Signature): ReturnType<typeof shape> {
  const known = shapes.get(signature) ?? shape({ title: signature.id, ...signature.input });
  shapes.set(signature, known);
  return known;
}

/** Places of expressions, and the places around them. */
interface Holes {
  readonly own: ReadonlySet<string>;
  readonly around: ReadonlySet<string>;
}

const holesAt = (places: readonly string[]): Holes => ({
  own: new Set(places),
  around: new Set(places.flatMap((place) => ancestorsOf(place))),
});

/** What the shape says of an expression's text says nothing about its value; nor what it says of a union around it. */
const isAboutExpression = ({ at, rule }: Problem, { own, around }: Holes): boolean =>
  own.has(at) || (around.has(at) && (rule === 'wrong-type' || rule === 'wrong-value'));

/** The name of the input that a problem is about. */
const nameIn = ({ at }: Problem, ownAt: string): string => at.slice(ownAt.length + 1).split('/', 1)[0] ?? '';

/** What stands beside `with` and belongs into it: wrong there, and not missing here. */
function strayIn({ raw, key }: Call, { input }: Signature): JsonObject {
  const beside = besideWith(key);
  const names = Object.keys(membersOf(input)).filter((name) => name in raw && !Object.hasOwn(beside, name));
  return Object.fromEntries(names.map((name) => [name, raw[name] as Json]));
}

const besideWith = (key: Call['key']): object =>
  (key === 'source' ? inputOf.schema : stepShapes[key].schema).properties;

/** A value that came from `defaults` is wrong there; without a `with` it is the call that lacks something; and keys of the step are often written one level too deep. */
function relocate(problem: Problem, { raw, at, key }: Call, defaulted: ReadonlySet<string>): Problem {
  const ownAt = below(at, 'with');
  if (problem.at === ownAt && !('with' in raw)) return { ...problem, at: below(at, key === 'source' ? 'from' : key) };
  const name = nameIn(problem, ownAt);
  if (problem.rule === 'unknown-key' && problem.at === below(ownAt, name) && Object.hasOwn(besideWith(key), name))
    return { ...problem, hint: `\`${name}\` stands beside \`${key}\`, not in \`with\`` };
  return defaulted.has(name) ? { ...problem, at: `${defaultsAt}${problem.at.slice(ownAt.length)}` } : problem;
}

function checkValue(
  desk: Desk,
  { place, text, path }: { readonly place: string; readonly text: string; readonly path: string },
  { key, signature }: Call,
  scope: WithScope,
): void {
  // A secret is a whole value and never a part of one: only an input by itself can be.
  const isWhole = /^inputs\.\w+$/.test(wholeExpression(text)?.expression ?? '');
  // Of a runbook that cannot be looked up nobody knows which inputs are secret.
  const mayBeSecret = signature ? signature.secrets.includes(path) : key === 'runbook';
  const names = isWhole && mayBeSecret ? scope.trusted : scope.names;
  if (signature) checkTyped(desk, place, text, { names, schema: schemaAt(signature.input, path.split('/')) });
  else checkText(desk, place, text, names);
}

/** The schema of a part of an object; where it cannot be told, one that takes anything. */
export function schemaAt(schema: JsonObject, path: readonly string[]): JsonObject {
  const [key, ...rest] = path;
  if (key === undefined) return schema;
  const next: Json | undefined = membersOf(schema)[key] ?? (schema['type'] === 'array' ? schema['items'] : undefined);
  return isObject(next) ? schemaAt(next as JsonObject, rest) : {};
}
