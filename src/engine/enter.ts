import { asFailure, forPeople } from '#domain/failure.ts';
import type { Json, JsonObject } from '#domain/json.ts';
import { isObject } from '#domain/json.ts';
import { ROLLBACK } from '#domain/rollback.ts';
import type { Want } from '#machine/wants.ts';
import { type Scope, test } from '#runbook/expressions.ts';
import type { Happened } from './happened.ts';
import { answerTo } from './happened.ts';
import { inputOf } from './input.ts';
import { type Member, memberOf } from './member.ts';
import { listOf, repeats, titleOf, wholeTitle } from './members.ts';
import { raiseNotice } from './notice.ts';
import { resultOf } from './outcomes.ts';
import type { EngineParts } from './parts.ts';
import { listUndos } from './rollback.ts';
import type { ResultRow } from './rows.ts';
import type { Loaded } from './run.ts';
import { scopeOf } from './scope.ts';
import { generateSecret, refTo, seal } from './secrets.ts';
import type { Tx } from './store.ts';

/** Evaluates a step's `if`, `for_each`, title and `with` as it is entered, and answers for it. Pure but for a secret that is made here once. */
export async function enter(tx: Tx, parts: EngineParts, loaded: Loaded, want: Want): Promise<Happened> {
  const results = await tx.results.ofRun(loaded.row.run);
  const member = memberOf(loaded, want, results);
  try {
    return await entering(tx, parts, loaded, { want, results, member });
  } catch (thrown) {
    const failure = asFailure(thrown);
    if (failure.kind !== 'user') throw failure;
    return answerTo(want, { name: 'FAILED' }, { cause: forPeople(failure) });
  }
}

interface Entering {
  readonly want: Want;
  readonly results: readonly ResultRow[];
  readonly member: Member;
}

async function entering(
  tx: Tx,
  parts: EngineParts,
  loaded: Loaded,
  { want, results, member }: Entering,
): Promise<Happened> {
  const scope = scopeOf(loaded, results, member);
  const skipped = whySkipped(member, scope, results);
  if (skipped) {
    await write(tx, parts, loaded, { member, scope, title: wholeTitle(member.step, scope) });
    return answerTo(want, { name: 'SKIPPED' }, { cause: skipped });
  }
  const items = itemsOf(member, scope, results);
  if (items) {
    await write(tx, parts, loaded, {
      member,
      scope,
      title: wholeTitle(member.step, scope, shown(items, results)),
      items,
    });
    return answerTo(want, { name: 'ENTERED', count: items.length }, { items });
  }
  if (member.step.id === ROLLBACK) await listUndos(tx, parts, loaded);
  const input = await prepare(tx, parts, loaded, { member, results });
  if (member.step.kind === 'notify') await raiseNotice(tx, parts, loaded, { want, step: member.step, input });
  return answerTo(want, { name: 'ENTERED' });
}

/** The condition of a repeated step is that of the whole, not of an item. */
function whySkipped({ step, nth }: Member, scope: Scope, results: readonly ResultRow[]): string | undefined {
  const isItem = repeats(step) !== undefined && nth !== undefined;
  if (!isItem && step.if && !test(step.if, scope)) return `its condition is false: ${step.if}`;
  if (step.kind !== 'runbook' || step.inputsOf === undefined) return undefined;
  const first = results.find(({ instance }) => instance === step.inputsOf);
  return first?.input ? undefined : `"${step.uses}" was never begun`;
}

/** The items of a list as a title names them: of what is undone, those that it was done for. */
const shown = (items: readonly Json[], results: readonly ResultRow[]): readonly Json[] =>
  items.map((item) => {
    const undone = isObject(item) ? results.find(({ instance }) => instance === item['instance']) : undefined;
    return undone ? (undone.item ?? null) : item;
  });

/** The list of a repeated step, on its way into the first item; what there is to undo was listed before. */
function itemsOf({ step, nth }: Member, scope: Scope, results: readonly ResultRow[]): readonly Json[] | undefined {
  const forEach = repeats(step);
  if (!forEach || nth !== undefined) return undefined;
  if (!('undoes' in step && step.undoes !== undefined)) return listOf(forEach, scope);
  return results.find(({ instance }) => instance === step.id)?.items ?? [];
}

/** Fills in title and input of an instance and keeps them; done again it gives the same. */
export async function prepare(
  tx: Tx,
  parts: EngineParts,
  loaded: Loaded,
  { member, results }: { readonly member: Member; readonly results: readonly ResultRow[] },
): Promise<JsonObject> {
  const scope = scopeOf(loaded, results, member);
  const input = inputOf(loaded, member, scope, results);
  const sealed = input && (await sealGenerated(tx, parts, loaded, { instance: member.instance, input }));
  await write(tx, parts, loaded, {
    member,
    scope,
    title: titleOf(member, scope),
    ...(sealed ? { input: sealed } : {}),
  });
  return sealed ?? {};
}

interface Written {
  readonly member: Member;
  readonly scope: Scope;
  readonly title: string;
  readonly input?: JsonObject;
  readonly items?: readonly Json[];
}

async function write(
  tx: Tx,
  parts: EngineParts,
  { row }: Loaded,
  { member, scope, title, input, items }: Written,
): Promise<void> {
  const at = parts.clock.now();
  const known = await resultOf(tx, at, { run: row.run, instance: member.instance, step: member.step.id });
  await tx.results.put({
    ...known,
    title,
    ...(scope.item === undefined ? {} : { item: scope.item }),
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
  if (!isObject(generate) || '$sealed' in generate) return input;
  const id = `${instance}.generate`;
  const known = await tx.secrets.get(row.run, id);
  const secret = known ?? seal(parts.key, row.run, id, generateSecret(generate as JsonObject));
  if (!known) await tx.secrets.put(secret);
  return { ...input, generate: { ...refTo(secret) } };
}
