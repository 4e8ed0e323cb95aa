import { isMap, isScalar, LineCounter, parseDocument } from 'yaml';

/** A runbook with one thing about it changed. */
export interface Mutant {
  readonly line: number;
  readonly what: string;
  readonly text: string;
}

type Path = readonly (string | number)[];
type Change = { readonly set: unknown } | 'drop' | 'swap';
interface Mutation {
  readonly path: Path;
  readonly what: string;
  readonly change: Change;
}

/** Members that a step loses as a whole: each of them says what is proven, asked, put back or decided. */
const dropped = [
  'settle',
  'verify',
  'within',
  'expect',
  'if',
  'approve',
  'undo',
  'on_failure',
  'verified_by',
  'assign',
];

const isObject = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

const drop = (path: Path): Mutation => ({ path, what: 'dropped', change: 'drop' });
const set = (path: Path, value: unknown): Mutation => ({
  path,
  what: `set to ${JSON.stringify(value)}`,
  change: { set: value },
});

/** Another value of the same type; of a text with an expression none, because it would be a mistake of the language. */
function otherValue(path: Path, value: unknown): readonly Mutation[] {
  if (typeof value === 'boolean') return [set(path, !value)];
  if (typeof value === 'number') return [set(path, value + 1)];
  if (typeof value === 'string' && !value.includes('${{')) return [set(path, `${value}-x`), drop(path)];
  if (Array.isArray(value) && value.length > 1) return value.map((_, i) => drop([...path, i]));
  return isObject(value) ? Object.entries(value).flatMap(([key, part]) => otherValue([...path, key], part)) : [];
}

/** Lists of steps that a step holds. */
function inner(step: Readonly<Record<string, unknown>>, at: Path): readonly (readonly [unknown, Path])[] {
  const { steps, parallel, choose, undo } = step;
  const branches = isObject(parallel) ? Object.entries(parallel) : [];
  const options = isObject(choose) && Array.isArray(choose['options']) ? choose['options'] : [];
  return [
    [steps, [...at, 'steps']],
    ...branches.map(([id, branch]) => [branch, [...at, 'parallel', id]] as const),
    ...options.map((option, i) => [option.steps, [...at, 'choose', 'options', i, 'steps']] as const),
    ...(isObject(undo) ? [[undo['steps'], [...at, 'undo', 'steps']] as const] : []),
  ];
}

function ofOptions({ choose }: Readonly<Record<string, unknown>>, at: Path): readonly Mutation[] {
  if (!isObject(choose) || !Array.isArray(choose['options'])) return [];
  return choose['options'].flatMap(({ end }, i) => {
    if (end === undefined) return [];
    const path = [...at, 'choose', 'options', i, 'end'];
    return [drop(path), set(path, end === 'stopped' ? 'succeeded' : 'stopped')];
  });
}

function ofChecks({ verify }: Readonly<Record<string, unknown>>, at: Path): readonly Mutation[] {
  if (!Array.isArray(verify)) return [];
  return verify.flatMap((check, i) => [
    drop([...at, 'verify', i]),
    ...('within' in check ? [drop([...at, 'verify', i, 'within'])] : []),
    ...otherValue([...at, 'verify', i, 'with'], check.with),
  ]);
}

function ofSteps(steps: unknown, at: Path): readonly Mutation[] {
  if (!Array.isArray(steps)) return [];
  return steps.flatMap((step, i) => {
    const own = [...at, i];
    return [
      ...(i + 1 < steps.length ? [{ path: own, what: 'swapped with the next', change: 'swap' } as const] : []),
      ...dropped.filter((key) => key in step).map((key) => drop([...own, key])),
      ...('on_failure' in step ? [set([...own, 'on_failure'], 'continue')] : []),
      ...otherValue([...own, 'with'], step.with),
      ...ofChecks(step, own),
      ...ofOptions(step, own),
      ...inner(step, own).flatMap(([list, path]) => ofSteps(list, path)),
    ];
  });
}

function mutationsOf(raw: Readonly<Record<string, unknown>>): readonly Mutation[] {
  const { policy } = raw;
  return [
    ...(isObject(policy) ? [drop(['policy'])] : []),
    ...(isObject(policy) && isObject(policy['approve'])
      ? Object.keys(policy['approve']).map((key) => drop(['policy', 'approve', key]))
      : []),
    ...ofSteps(raw['steps'], ['steps']),
    ...ofSteps(raw['finally'], ['finally']),
  ];
}

function apply(text: string, { path, change }: Mutation): string {
  const document = parseDocument(text);
  if (change === 'drop') document.deleteIn(path);
  else if (change === 'swap') swap(document, path);
  else document.setIn(path, change.set);
  return String(document);
}

function swap(document: ReturnType<typeof parseDocument>, path: Path): void {
  const next = [...path.slice(0, -1), Number(path.at(-1)) + 1];
  const [first, second] = [document.getIn(path, true), document.getIn(next, true)];
  document.setIn(path, second);
  document.setIn(next, first);
}

/** Every change of order, approval, verify, undo, failure and values of `with`, one at a time; lines are those of the whole runbook. */
export function mutantsOf(text: string): readonly Mutant[] {
  const lines = new LineCounter();
  const document = parseDocument(text, { lineCounter: lines });
  return mutationsOf(document.toJS()).map((mutation) => {
    const node = document.getIn(mutation.path, true);
    const range =
      isMap(node) || isScalar(node) || (node && typeof node === 'object' && 'range' in node) ? node : undefined;
    const offset = (range as { range?: readonly [number] } | undefined)?.range?.[0] ?? 0;
    return {
      line: lines.linePos(offset).line,
      what: `${mutation.path.join('.')} ${mutation.what}`,
      text: apply(text, mutation),
    };
  });
}
