import type { KnownBlock, ModalView } from '@slack/types';
import type { FullPlan } from '#domain/run-view.ts';
import { context, plain, preformatted, section } from './blocks.ts';
import { listed } from './card-parts.ts';
import { code, cut, joined, md, nothing } from './mrkdwn.ts';

type Plan = FullPlan['plans'][number];

/** A modal holds 100 blocks and 250 kB. */
const MOST_PLANS = 40;
const MOST_TEXT = 2_800;

const requestsOf = ({ requests }: Plan): string =>
  requests
    .map(({ service, operation, params }) => `${service}:${operation} ${JSON.stringify(params, null, 2)}`)
    .join('\n\n');

/** What exactly is sent, and what must still be so when it is. */
const exactly = (plan: Plan): string =>
  `${requestsOf(plan)}\n\nonly while this holds ${JSON.stringify(plan.guarded, null, 2)}`;

/** One plan, exactly. @param undo what was said of it above, and is not said again */
export const planBlocks = (plan: Plan, undo?: string): readonly KnownBlock[] => [
  section(
    joined(
      [
        md`*${cut(plan.title, 150)}*  ${code(cut(plan.action, 80))}`,
        md`*On*  ${code(cut(listed(plan.targets, { most: 5, room: 160 }), 800))}`,
        md`*It touches*  ${cut(plan.blastRadius, 300)}`,
        ...(plan.undo === undo ? [] : [md`*If it goes wrong*  ${cut(plan.undo, 300)}`]),
        ...plan.warnings.slice(0, 4).map((warning) => md`*Note*  ${cut(warning, 200)}`),
      ],
      '\n',
    ),
  ),
  preformatted(exactly(plan), MOST_TEXT),
];

/** Where it happens and as whom, and what the approval is bound to. */
export const planFacts = ({ environment, planHash, digest, commit }: FullPlan): KnownBlock =>
  context(
    joined(
      [
        md`*${environment.id}* account ${code(environment.account)} ${environment.region}`,
        environment.role ? md`as ${code(cut(environment.role, 200))}` : md`as the bot itself`,
        md`plan ${code(planHash)}`,
        md`runbook ${code(digest.slice(0, 12))}${commit ? md` commit ${code(commit.slice(0, 12))}` : nothing}`,
      ],
      ' · ',
    ),
  );

/** Behind *Full plan*: the exact requests, their targets and the state that guards them. */
export function fullPlanModal(full: FullPlan): ModalView {
  const { plans } = full;
  const left = plans.length - MOST_PLANS;
  return {
    type: 'modal',
    title: plain(`Full plan · ${full.short}`, 24),
    close: plain('Close', 24),
    blocks: [
      planFacts(full),
      ...plans.slice(0, MOST_PLANS).flatMap((plan) => planBlocks(plan)),
      ...(left > 0 ? [section(md`and ${left} more, which ${code(`stepward show ${full.run}`)} lists.`)] : []),
    ],
  };
}
