import type { Action, Planned } from '#actions/contract.ts';
import { Failure } from '#domain/failure.ts';
import type { Payload } from '#machine/events.ts';
import { answer, onBehalf } from '../answer.ts';
import { policyOf } from '../asks.ts';
import { prepare } from '../enter.ts';
import { answerTo } from '../happened.ts';
import { hash } from '../ids.ts';
import type { Member } from '../member.ts';
import { ifKnown, membersOf } from '../members.ts';
import type { EngineParts } from '../parts.ts';
import { resolveReferences } from '../references.ts';
import type { EffectRow, PlanRow, ResultRow, SecretRow } from '../rows.ts';
import { limited } from '../session-policy.ts';
import { actionOf } from './author.ts';
import { ctxOf, type Looked, look } from './look.ts';

/** Requests and guarded state alone: what an approval is compared by. */
const contentOf = ({ requests, guarded }: Planned): string => hash({ requests, guarded });

/** The account that the credentials belong to must be the one that the environment names, before anything else is read. */
export async function checkAccount(parts: EngineParts, { loaded }: Pick<Looked, 'loaded'>): Promise<void> {
  const { environment } = loaded.definition;
  const { account, arn } = await parts.aws.identity(environment);
  if (account === environment.account) return;
  throw new Failure(
    'refused',
    'wrong-account',
    `These credentials belong to account ${account} (${arn}), but environment ${environment.id} is account ${environment.account}. Nothing was written.`,
  );
}

/** What would be done now for one instance; reads only. */
export async function planNow(
  parts: EngineParts,
  looked: Pick<Looked, 'loaded' | 'read' | 'want'>,
  member: Member,
  result: ResultRow,
): Promise<PlannedNow> {
  const { loaded, read, want } = looked;
  const action = actionOf(parts, usesOf(member));
  const ctx = ctxOf(parts, { loaded }, { instance: member.instance, generation: want.generation, n: 0 });
  const wanted = { instance: member.instance, names: action.meta.secrets };
  const { input, secrets } = await resolveReferences(parts, loaded, wanted, result.input ?? {});
  const planned = bounded(loaded, action, await action.plan(input, read, ctx));
  const plan: PlanRow = {
    run: loaded.row.run,
    instance: member.instance,
    attempt: want.attempt,
    action: action.meta.id,
    version: action.meta.version,
    planned,
    content: contentOf(planned),
    at: ctx.now,
  };
  return { plan, secrets };
}

/** What sends nothing needs no credentials, and the bot's own identity is not limited. */
const bounded = ({ definition }: Looked['loaded'], action: Action, planned: Planned): Planned =>
  definition.environment.role === undefined || planned.requests.length === 0
    ? planned
    : limited(planned, action.iam(planned.plan));

interface PlannedNow {
  readonly plan: PlanRow;
  /** What it refers to, sealed: kept with it, or not at all. */
  readonly secrets: readonly SecretRow[];
}

/** The action of a step; that of an undo is the one that the applied action has named. */
function usesOf({ step, undone }: Member): string {
  const uses = step.kind === 'action' ? step.uses : undone?.action;
  if (uses === undefined) throw new Failure('bug', 'not-an-action', `Step ${step.id} is planned but is no action.`);
  return uses;
}

/** A together step's members are entered later; what they will be is filled in now. */
async function prepareMembers(parts: EngineParts, effect: EffectRow, looked: Looked): Promise<readonly ResultRow[]> {
  if (!looked.want.together) return looked.results;
  const prepared = await onBehalf(parts, effect, async (tx, loaded) => {
    for (const member of membersOf(loaded, looked.want, looked.results))
      await ifKnown(prepare(tx, parts, loaded, { member, results: looked.results }));
    return tx.results.ofRun(effect.run);
  });
  return prepared ?? looked.results;
}

export async function performPlan(parts: EngineParts, effect: EffectRow): Promise<void> {
  const looked = await look(parts, effect);
  if (!looked) return;
  await checkAccount(parts, looked);
  const results = await prepareMembers(parts, effect, looked);
  const members = membersOf(looked.loaded, looked.want, results);
  const made: PlannedNow[] = [];
  for (const member of members) {
    const result = results.find(({ instance }) => instance === member.instance);
    if (result) made.push(await planNow(parts, looked, member, result));
  }
  const plans = made.map(({ plan }) => plan);
  const { event, cause } = await verdict(parts, looked, plans);
  await answer(parts, effect, answerTo(effect.want, event, cause ? { cause } : undefined), async (tx) => {
    for (const plan of plans) await tx.plans.put(plan);
    for (const secret of made.flatMap(({ secrets }) => secrets)) await tx.secrets.put(secret);
  });
}

async function verdict(
  parts: EngineParts,
  { loaded, want }: Looked,
  plans: readonly PlanRow[],
): Promise<{ event: Payload; cause?: string }> {
  const refused = plans.find(({ planned }) => planned.refuse !== undefined);
  if (refused) return { event: { name: 'REFUSED' }, cause: refused.planned.refuse ?? '' };
  if (plans.every(({ planned }) => planned.nothingToDo !== undefined || planned.requests.length === 0))
    return { event: { name: 'NOTHING_TO_DO' }, cause: plans[0]?.planned.nothingToDo ?? 'there is nothing to do' };
  const policy = await parts.store.transaction((tx) => policyOf(tx, parts, loaded, want.step), { reads: true });
  return { event: { name: 'PLANNED', until: parts.clock.now() + policy.within } };
}
