import type { Environment } from '#domain/config.ts';
import type { ApproveRule } from '#domain/policy.ts';
import { type Policy, stricter, tighten } from '#domain/policy.ts';
import type { Step } from '#domain/runbook.ts';
import type { Want } from '#machine/wants.ts';
import { askId, hash } from './ids.ts';
import { isAction, membersOf } from './members.ts';
import type { EngineParts } from './parts.ts';
import type { AskRow, EventRow, PlanRow } from './rows.ts';
import { type Loaded, pathTo, stepOf } from './run.ts';
import { scopeOf } from './scope.ts';
import type { Tx } from './store.ts';

const rulesOf = (step: Step): readonly ApproveRule[] =>
  step.kind === 'action' || step.kind === 'group' ? step.approve : [];

const now = ({ catalogue }: EngineParts, { id }: Environment): Environment | undefined =>
  catalogue.config.environments.find((environment) => environment.id === id);

/** What this step demands: the stricter of the environment then and now (then, where it is not there any more), tightened by the runbook, the groups around the step, and the step. */
export function policyOf(parts: EngineParts, { definition }: Loaded, step: string): Policy {
  const then = definition.environment.approve;
  const today = now(parts, definition.environment)?.approve ?? then;
  return tighten(stricter(then, today), [...definition.runbook.approve, ...pathTo(definition, step).flatMap(rulesOf)]);
}

/** Ids of who asked for this plan: who started the run, and everyone whose retry or choice it depends on. */
export const requestersOf = ({ row }: Loaded, lane: string, events: readonly EventRow[]): readonly string[] => [
  ...new Set([
    row.startedBy.id,
    ...events
      .filter((event) => event.lane === lane && (event.name === 'RETRY' || event.name === 'SAY_NOT_APPLIED'))
      .flatMap(({ facts }) => {
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
  const members = membersOf(loaded, want, results, scopeOf(loaded.row, loaded.definition, results));
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
  const asked = isAction(step) || step.kind === 'group' ? await approval(tx, parts, loaded, want) : manual(step);
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

type Asked = Pick<AskRow, 'kind' | 'planHash' | 'covers' | 'policy' | 'requesters' | 'assign'>;

async function approval(tx: Tx, parts: EngineParts, loaded: Loaded, want: Want): Promise<Asked> {
  const plans = await plansOf(tx, loaded, want);
  return {
    kind: 'approval',
    planHash: planHash(loaded, plans),
    covers: plans
      .filter(({ planned }) => planned.requests.length > 0)
      .map(({ instance, content }) => ({ instance, content })),
    policy: policyOf(parts, loaded, want.step),
    requesters: requestersOf(loaded, want.lane, await tx.events.list(loaded.row.run)),
    assign: [],
  };
}

const manual = (step: Step): Asked => ({
  kind: 'manual',
  planHash: '',
  covers: [],
  policy: { entries: [], requester: true, within: 0, validFor: 0 },
  requesters: [],
  assign: step.kind === 'manual' ? step.assign : [],
});
