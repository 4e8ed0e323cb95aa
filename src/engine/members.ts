import { Failure } from '#domain/failure.ts';
import type { Json } from '#domain/json.ts';
import { type ActionStep, type ForEach, partsOf, type Step, type UndoStep } from '#domain/runbook.ts';
import type { Want } from '#machine/wants.ts';
import { evaluate, type Scope, test } from '#runbook/expressions.ts';
import { type Member, memberOf, nthInstance } from './member.ts';
import type { ResultRow } from './rows.ts';
import type { Loaded } from './run.ts';
import { scopeOf } from './scope.ts';

export const repeats = (step: Step): ForEach | undefined => ('forEach' in step ? step.forEach : undefined);

/** The list of a repeated step: the one that it was entered with, otherwise as it would be now. */
export function listOf({ items, max }: ForEach, scope: Scope): readonly Json[] {
  const list = evaluate(items, scope);
  if (!Array.isArray(list)) throw new Failure('user', 'not-a-list', '`for_each` gave something that is not a list.');
  if (list.length > max)
    throw new Failure(
      'user',
      'list-too-long',
      `\`for_each\` gave ${list.length} items; at most ${max} are allowed here.`,
    );
  return list;
}

/** What a plan, a lock or an ask is about: one instance, or every action of a together step as far as they are known now. */
export function membersOf(loaded: Loaded, want: Want, results: readonly ResultRow[]): readonly Member[] {
  const own = memberOf(loaded, want, results);
  return want.together ? inside({ loaded, results }, own) : [own];
}

interface Known {
  readonly loaded: Loaded;
  readonly results: readonly ResultRow[];
}

/** The actions in a step: those of each item where it is repeated. */
function inside(known: Known, member: Member): readonly Member[] {
  const { step, nth } = member;
  const forEach = repeats(step);
  if (!forEach || nth !== undefined) return partly(known, member);
  const { loaded, results } = known;
  const entered = results.find(({ instance }) => instance === step.id)?.items;
  const items = entered ?? listOf(forEach, scopeOf(loaded, results, member));
  return items.flatMap((_, item) =>
    partly(known, memberOf(loaded, { step: step.id, instance: nthInstance(step.id, item), item }, results)),
  );
}

/** What a choice or an inlined runbook leads to is not known before it is entered: it is asked on its own. */
function partly(known: Known, member: Member): readonly Member[] {
  const { step, ...place } = member;
  if (isChange(step)) return [member];
  if (step.kind !== 'group' && step.kind !== 'parallel') return [];
  return partsOf(step)
    .flat()
    .map((part): Member => ({ ...place, step: part, instance: nthInstance(part.id, place.nth) }))
    .filter((part) => isWanted(known, part))
    .flatMap((part) => inside(known, part));
}

/** An `if` over what is not there yet leaves its step to be asked on its own. */
const isWanted = ({ loaded, results }: Known, member: Member): boolean =>
  member.step.if === undefined ||
  (unlessUnknown(() => test(member.step.if ?? '', scopeOf(loaded, results, member))) ?? false);

/** Nothing, where an expression is over what is not known yet. */
function unlessUnknown<T>(work: () => T): T | undefined {
  try {
    return work();
  } catch (thrown) {
    if (isUnknown(thrown)) return undefined;
    throw thrown;
  }
}

/** The same, of work that takes time. */
export const ifKnown = async <T>(work: Promise<T>): Promise<T | undefined> => {
  try {
    return await work;
  } catch (thrown) {
    if (isUnknown(thrown)) return undefined;
    throw thrown;
  }
};

const isUnknown = (thrown: unknown): boolean => thrown instanceof Failure && thrown.code === 'expression-failed';

export const titleOf = ({ step }: Member, scope: Scope): string => say(evaluate(step.title, scope));

export const say = (value: Json): string => (typeof value === 'string' ? value : JSON.stringify(value));

/** Title of a step as a whole, also before its list is known: `Restart each`, `Restart sender, evaluator and 3 more`. */
export const wholeTitle = (step: Step, scope: Scope, items?: readonly Json[]): string =>
  // An expression over what is not known yet; the id is always there.
  unlessUnknown(() => say(evaluate(step.title, { ...scope, item: items ? sayItems(items) : 'each', index: 0 }))) ??
  step.id;

function sayItems(items: readonly Json[]): string {
  const [first = '', second = '', ...more] = items.map(say);
  if (items.length < 3) return items.map(say).join(' and ');
  return `${first}, ${second} and ${more.length} more`;
}

/** A step that calls AWS to change something, or to put a change back: planned, asked, applied and verified. */
export const isChange = (step: Step): step is ActionStep | UndoStep => step.kind === 'action' || step.kind === 'undo';
