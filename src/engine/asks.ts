import type { Environment } from '#domain/config.ts';
import type { ApproveRule } from '#domain/policy.ts';
import { type Policy, stricter, tighten } from '#domain/policy.ts';
import { ROLLBACK, rollbackOf } from '#domain/rollback.ts';
import type { ChooseStep, ManualStep } from '#domain/runbook.ts';
import { isSchedule } from '#domain/starter.ts';
import type { Want } from '#machine/wants.ts';
import { askId, hash } from './ids.ts';
import { undoAround } from './member.ts';
import { membersOf } from './members.ts';
import type { EngineParts } from './parts.ts';
import type { AskRow, DefinitionRow, EventRow, PlanRow, ResultRow } from './rows.ts';
import { type Loaded, pathTo, stepOf } from './run.ts';
import type { Tx } from './store.ts';

const now = ({ catalogue }: EngineParts, { id }: Environment): Environment | undefined =>
  catalogue.config.environments.find((environment) => environment.id === id);

/** What this step demands: the stricter of the environment then and now (then, where it is not there any more), tightened by the runbook, the steps around it, and itself. */
export async function policyOf(tx: Tx, parts: EngineParts, { row, definition }: Loaded, step: string): Promise<Policy> {
  const then = definition.environment.approve;
  const today = now(parts, definition.environment)?.approve ?? then;
  const rules = rulesOn(definition, step, await tx.results.ofRun(row.run));
  return tighten(stricter(then, today), [...definition.runbook.approve, ...rules]);
}

/** An undo is approved by who had to approve what it undoes; all undos on one card, by all of them. */
function rulesOn(definition: DefinitionRow, id: string, results: readonly ResultRow[]): readonly ApproveRule[] {
  const steps = id === ROLLBACK ? rollbackOf(definition.runbook).steps.map((step) => step.id) : [id];
  return steps.flatMap((step) => {
    const undo = undoAround(definition, step);
    const unused = id === ROLLBACK && !results.find(({ instance }) => instance === undo?.id)?.items?.length;
    const path = [...(undo ? pathTo(definition, undo.undoes) : []), ...pathTo(definition, step)];
    return unused ? [] : path.flatMap((one) => ('approve' in one ? one.approve : []));
  });
}

const personal: ReadonlySet<string> = new Set(['RETRY', 'SAY_NOT_APPLIED']);

/** Whether what happened may have led to what this lane does now. Who orders a roll back asks for nothing new: what is put back follows from what was done. */
const ledTo =
  (lane: string) =>
  ({ name, facts, lane: at }: EventRow): boolean =>
    name === 'CHOSEN' || (name === 'DONE' && 'outputs' in facts) || (personal.has(name) && at === lane);

/** Ids of who asked for this plan: who started the run, and everyone whose retry, choice or answer it may depend on; what was answered anywhere before may be read here. */
export const requestersOf = (loaded: Loaded, lane: string, events: readonly EventRow[]): readonly string[] => [
  ...new Set([
    ...(isSchedule(loaded.row.startedBy) ? [] : [loaded.row.startedBy.id]),
    ...events.filter(ledTo(lane)).flatMap(({ facts }) => {
      const by = facts['by'] as { readonly id: string } | undefined;
      return by ? [by.id] : [];
    }),
  ]),
];

/** Everything an approval is bound to: the plans, the definition, the instances and attempts, the account and the region. */
function planHash({ row, definition }: Loaded, plans: readonly PlanRow[]): string {
  const { account, region, id } = definition.environment;
  return hash({
    run: row.run,
    definition: definition.digest,
    environment: { id, account, region },
    plans: plans.map(({ instance, attempt, content }) => ({ instance, attempt, content })),
  });
}

/** The plans that a want is about; each must be there. */
export async function plansOf(tx: Tx, loaded: Loaded, want: Want): Promise<readonly PlanRow[]> {
  const { run } = loaded.row;
  const results = await tx.results.ofRun(run);
  const members = membersOf(loaded, want, results);
  const plans = await Promise.all(members.map(({ instance }) => tx.plans.get(run, instance, want.attempt)));
  return plans.filter((plan) => plan !== undefined);
}

/** Opens the ask of a want, so that a click can be compared with it. */
export async function openAsk(tx: Tx, parts: EngineParts, loaded: Loaded, want: Want): Promise<void> {
  const { row, definition, position } = loaded;
  const step = stepOf(definition, want.step);
  const due = position.wants.find(
    ({ lane, what }) => lane === want.lane && (what === 'within' || what === 'timeout'),
  )?.due;
  const at = parts.clock.now();
  const asked =
    step.kind === 'manual' || step.kind === 'choose' ? personally(step) : await approval(tx, parts, loaded, want);
  const ask: AskRow = {
    run: row.run,
    ask: askId(want),
    lane: want.lane,
    turn: want.turn,
    step: want.step,
    openedAt: at,
    closesAt: due ?? at,
    votes: [],
    state: 'open',
    ...asked,
  };
  await tx.asks.put(ask);
}

type Asked = Pick<AskRow, 'kind' | 'planHash' | 'covers' | 'policy' | 'requesters' | 'assign' | 'typed'>;

async function approval(tx: Tx, parts: EngineParts, loaded: Loaded, want: Want): Promise<Asked> {
  const plans = await plansOf(tx, loaded, want);
  const typed = toType(parts, plans);
  return {
    kind: 'approval',
    planHash: planHash(loaded, plans),
    covers: plans
      .filter(({ planned }) => planned.requests.length > 0)
      .map(({ instance, content }) => ({ instance, content })),
    policy: await policyOf(tx, parts, loaded, want.step),
    requesters: requestersOf(loaded, want.lane, await tx.events.list(loaded.row.run)),
    assign: [],
    ...(typed ? { typed } : {}),
  };
}

/** The short name of what is changed first by an action that nothing can take back: `api` of its ARN. Nothing, where there is no such action. */
function toType({ actions }: EngineParts, plans: readonly PlanRow[]): string | undefined {
  const grave = plans.find(({ action, planned }) => {
    const known = actions.get(action);
    return known?.kind === 'action' && known.meta.risk === 'destroys' && planned.requests.length > 0;
  });
  const [arn = ''] = grave?.planned.targets ?? [];
  return arn.split(arn.includes('/') ? '/' : ':').at(-1);
}

/** No plan is approved here: somebody does something, or says how to go on. */
const personally = ({ kind, assign }: ManualStep | ChooseStep): Asked => ({
  kind: kind === 'choose' ? 'choice' : 'manual',
  planHash: '',
  covers: [],
  policy: { entries: [], requester: true, within: 0, validFor: 0 },
  requesters: [],
  assign,
});
