import type { KnownBlock, ModalView } from '@slack/types';
import type { ApprovalCard } from '#domain/card-view.ts';
import type { FullPlan, RunView } from '#domain/run-view.ts';
import { context, fitsModal, plain, section } from './blocks.ts';
import { people } from './card-parts.ts';
import { changeLines, movedLines } from './change-lines.ts';
import { planBlocks, planFacts } from './full-plan.ts';
import { REVIEW_FORM } from './ids.ts';
import { cut, joined, type Mrkdwn, md, mention, nothing, quote } from './mrkdwn.ts';
import { deadline } from './times.ts';
import { typedField } from './typed-field.ts';

/** What comes back with the form. It was opened for one person, who saw one plan. */
export interface ReviewAbout {
  readonly value: string;
  readonly openedFor: string;
  readonly planHash: string;
  /** The card, where it was opened from one. */
  readonly channel?: string;
  readonly ts?: string;
  readonly thread?: string;
}

export const readReviewAbout = (metadata: string): ReviewAbout => JSON.parse(metadata);

export interface Reviewed {
  readonly run: RunView;
  readonly card: ApprovalCard;
  readonly plan: FullPlan;
}

const moved = ({ drift }: ApprovalCard): Mrkdwn =>
  drift ? joined([md`*Changed since it was shown*`, movedLines(drift.moved, 120)], '\n') : nothing;

function summary({ run, card }: Reviewed): readonly KnownBlock[] {
  const asked = md`${card.votes.length} of ${card.needed} approvals of ${cut(card.groupsInWords, 120)} · expires ${deadline(card.closesAt, card.raisedAt)}`;
  const excluded = card.excluded.length > 0 ? md` · ${people(card.excluded.slice(0, 5))} may not approve` : nothing;
  return [
    section(
      joined(
        [
          md`*${cut(run.title, 150)} · ${run.environment.id} · step ${card.step.number} of ${card.step.of} · ${cut(card.step.title, 150)}*`,
          quote(md`${cut(run.reason, 200)} (${mention(run.startedBy)})`),
          moved(card),
          changeLines(card.plans, 100),
          card.impact ? md`*Users will notice*  ${cut(card.impact, 300)}` : nothing,
          md`*If it goes wrong*  ${cut(card.undo, 300)}`,
        ],
        '\n',
      ),
    ),
    context(md`${asked}${excluded}`),
  ];
}

/** The whole plan of an open ask with *Approve* below it, for one person. */
export function reviewForm(reviewed: Reviewed, about: ReviewAbout): ModalView {
  const { card, plan, run } = reviewed;
  return {
    type: 'modal',
    callback_id: REVIEW_FORM,
    private_metadata: JSON.stringify(about),
    title: plain(`Step ${card.step.number} · ${run.short}`, 24),
    submit: plain('Approve', 24),
    close: plain('Not now', 24),
    blocks: fitsModal([
      ...summary(reviewed),
      ...(card.typed ? [typedField(card.typed)] : []),
      planFacts(plan),
      ...plan.plans.flatMap((one) => planBlocks(one, card.undo)),
    ]),
  };
}
