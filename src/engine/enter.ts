import { asFailure, Failure, forPeople } from '#domain/failure.ts';
import type { Json, JsonObject } from '#domain/json.ts';
import { isObject } from '#domain/json.ts';
import type { ForEach, Step } from '#domain/runbook.ts';
import type { Want } from '#machine/wants.ts';
import { evaluate, type Scope, test } from '#runbook/expressions.ts';
import type { Happened } from './happened.ts';
import { answerTo } from './happened.ts';
import { inputOf, type Member, memberOf, titleOf, wholeTitle } from './members.ts';
import { resultOf } from './outcomes.ts';
import type { EngineParts } from './parts.ts';
import type { Loaded } from './run.ts';
import { scopeOf } from './scope.ts';
import { generateSecret, refTo, seal } from './secrets.ts';
import type { Tx } from './store.ts';

/** Evaluates a step's `if`, `for_each`, title and `with` as it is entered, and answers for it. Pure but for a secret that is made here once. */
export async function enter(tx: Tx, parts: EngineParts, loaded: Loaded, want: Want): Promise<Happened> {
  const results = await tx.results.ofRun(loaded.row.run);
  const scope = scopeOf(loaded.row, loaded.definition, results);
  const member = memberOf(loaded, want, results);
  try {
    return await entering(tx, parts, loaded, { want, scope, member });
  } catch (thrown) {
    const failure = asFailure(thrown);
    if (failure.kind !== 'user') throw failure;
    return answerTo(want, { name: 'FAILED' }, { cause: forPeople(failure) });
  }
}

interface Entering {
  readonly want: Want;
  readonly scope: Scope;
  readonly member: Member;
}

async function entering(
  tx: Tx,
  parts: EngineParts,
  loaded: Loaded,
  { want, scope, member }: Entering,
): Promise<Happened> {
  const { step } = member;
  if (want.item === undefined && step.if && !test(step.if, scope)) {
    await write(tx, parts, loaded, { member, title: wholeTitle(step, scope) });
    return answerTo(want, { name: 'SKIPPED' }, { cause: `its condition is false: ${step.if}` });
  }
  const forEach = repeats(step);
  if (forEach && want.item === undefined) {
    const items = listOf(forEach, scope);
    await write(tx, parts, loaded, { member, title: wholeTitle(step, scope, items), items });
    return answerTo(want, { name: 'ENTERED', count: items.length }, { items });
  }
  await prepare(tx, parts, loaded, { member, scope });
  return answerTo(want, { name: 'ENTERED' });
}

const repeats = (step: Step): ForEach | undefined =>
  step.kind === 'action' || step.kind === 'check' ? step.forEach : undefined;

function listOf({ items, max }: ForEach, scope: Scope): readonly Json[] {
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

/** Fills in title and input of an instance and keeps them; done again it gives the same. */
export async function prepare(
  tx: Tx,
  parts: EngineParts,
  loaded: Loaded,
  { member, scope }: { readonly member: Member; readonly scope: Scope },
): Promise<void> {
  const input = inputOf(member, scope);
  const sealed = input && (await sealGenerated(tx, parts, loaded, { instance: member.instance, input }));
  await write(tx, parts, loaded, { member, title: titleOf(member, scope), ...(sealed ? { input: sealed } : {}) });
}

interface Written {
  readonly member: Member;
  readonly title: string;
  readonly input?: JsonObject;
  readonly items?: readonly Json[];
}

async function write(
  tx: Tx,
  parts: EngineParts,
  { row }: Loaded,
  { member, title, input, items }: Written,
): Promise<void> {
  const at = parts.clock.now();
  const known = await resultOf(tx, at, { run: row.run, instance: member.instance, step: member.step.id });
  await tx.results.put({
    ...known,
    title,
    ...(member.item === undefined ? {} : { item: member.item }),
    ...(input ? { input } : {}),
    ...(items ? { items } : {}),
  });
}

/** A member named `generate` becomes a secret made here, once for this instance, and stands as `{ $sealed }` from then on. */
async function sealGenerated(
  tx: Tx,
  parts: EngineParts,
  { row }: Loaded,
  { instance, input }: { readonly instance: string; readonly input: JsonObject },
): Promise<JsonObject> {
  const generate = input['generate'];
  if (!isObject(generate)) return input;
  const id = `${instance}.generate`;
  const known = await tx.secrets.get(row.run, id);
  const secret = known ?? seal(parts.key, row.run, id, generateSecret(generate as JsonObject));
  if (!known) await tx.secrets.put(secret);
  return { ...input, generate: { ...refTo(secret) } };
}
