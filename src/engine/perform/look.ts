import type { Check, Ctx } from '#actions/contract.ts';
import type { Read } from '#actions/ports.ts';
import { Failure } from '#domain/failure.ts';
import type { Json, JsonObject } from '#domain/json.ts';
import { isObject } from '#domain/json.ts';
import type { Want } from '#machine/wants.ts';
import type { Scope } from '#runbook/expressions.ts';
import { uuid5 } from '../ids.ts';
import { type Member, memberOf } from '../member.ts';
import type { EngineParts } from '../parts.ts';
import type { AttemptRow, EffectRow, PlanRow, ResultRow } from '../rows.ts';
import { type Loaded, readRun } from '../run.ts';
import { scopeOf } from '../scope.ts';

/** All that performing an effect needs to know, read in one go. */
export interface Looked {
  readonly loaded: Loaded;
  readonly want: Want;
  readonly results: readonly ResultRow[];
  readonly scope: Scope;
  readonly member: Member;
  readonly result: ResultRow;
  readonly plan?: PlanRow;
  /** The journal of this instance's current attempt. */
  readonly attempts: readonly AttemptRow[];
  readonly read: Read;
}

export async function look(parts: EngineParts, { run, want }: EffectRow): Promise<Looked | undefined> {
  return parts.store.transaction(
    async (tx) => {
      const loaded = await readRun(tx, run);
      if (!loaded) return undefined;
      const results = await tx.results.ofRun(run);
      const plan = await tx.plans.get(run, want.instance, want.attempt);
      const attempts = (await tx.attempts.ofRun(run)).filter(
        ({ instance, attempt }) => instance === want.instance && attempt === want.attempt,
      );
      const member = memberOf(loaded, want, results);
      const result = results.find(({ instance }) => instance === want.instance);
      if (!result)
        throw new Failure('bug', 'result-missing', `Instance ${want.instance} of run ${run} was never entered.`);
      return {
        loaded,
        want,
        results,
        result,
        attempts,
        scope: scopeOf(loaded, results, member),
        member,
        ...(plan ? { plan } : {}),
        read: parts.aws.reader(loaded.definition.environment),
      };
    },
    { reads: true },
  );
}

/** What the plan's action gives so far; nothing, where this program has another version of it. */
export function knownOutputs(
  parts: EngineParts,
  { action: id, version, planned }: PlanRow,
  receipts: readonly JsonObject[],
  memo: Json | undefined,
): JsonObject {
  const action = parts.actions.get(id);
  return action?.kind === 'action' && action.meta.version === version
    ? action.results(planned.plan, receipts, memo)
    : {};
}

export function checkOf(parts: EngineParts, uses: string): Check {
  const check = parts.actions.get(uses);
  if (check?.kind === 'check') return check;
  throw new Failure('refused', 'unknown-check', `This program has no check "${uses}" any more.`);
}

export const planOf = ({ plan, want }: Looked): PlanRow => {
  if (plan) return plan;
  throw new Failure('bug', 'plan-missing', `The plan ${want.instance}@${want.attempt} is missing.`);
};

/** What the last polls left behind: of the action's own verify, and of the check that is being read. */
export interface Memo {
  readonly verify?: Json;
  readonly check?: { readonly key: string; readonly began: number; readonly memo?: Json };
}

export const memoOf = ({ memo }: ResultRow): Memo => (isObject(memo) ? (memo as Memo) : {});

/** Short, for reasons, comments and tags that AWS lets us set. */
function markOf({ loaded }: Pick<Looked, 'loaded'>, instance: string): string {
  const { run, startedBy, reason } = loaded.row;
  return `stepward ${run}/${instance} by ${startedBy.name}: ${reason}`.slice(0, 200);
}

export function ctxOf(
  parts: EngineParts,
  looked: Pick<Looked, 'loaded'> & { readonly result?: ResultRow },
  { instance, generation, n }: Pick<Want, 'instance' | 'generation' | 'n'>,
  more: { readonly since?: number; readonly memo?: Json } = {},
): Ctx {
  const { row, definition } = looked.loaded;
  const { account, region } = definition.environment;
  return {
    now: parts.clock.now(),
    run: row.run,
    step: instance,
    account,
    region,
    token: uuid5(row.run, instance, generation, n),
    mark: markOf(looked, instance),
    receipts: (looked.result?.receipts ?? []) as readonly JsonObject[],
    ...(more.since === undefined ? {} : { since: more.since }),
    ...(more.memo === undefined ? {} : { memo: more.memo }),
  };
}
