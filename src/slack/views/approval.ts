import type { KnownBlock } from '@slack/types';
import type { ApprovalCard } from '#domain/card-view.ts';
import type { RunView } from '#domain/run-view.ts';
import { actions, button, confirm, fitting, type Message, message, preformatted, section } from './blocks.ts';
import { asks, bullets, decides, footer, people, title, where } from './card-parts.ts';
import { changeInWords, changeLines, changeTexts, movedLines } from './change-lines.ts';
import { FULL_PLAN, REVIEW } from './ids.ts';
import { cut, cutMarkup, joined, type Mrkdwn, md, mention, nothing, quote } from './mrkdwn.ts';
import type { Names } from './names.ts';
import { deadline, utc } from './times.ts';

function drift({ drift: moved, step }: ApprovalCard, room: number): KnownBlock | undefined {
  if (!moved) return undefined;
  const voided = moved.voided.length > 0 ? md`The approval of ${people(moved.voided)} is void. ` : nothing;
  const lines = movedLines(moved.moved, Math.min(room, 120));
  return section(
    joined([md`*Changed since it was shown · step ${step.number}*`, lines, md`${voided}New plan below.`], '\n'),
  );
}

/** What a person weighs, in the order in which they ask: who notices, what if it goes wrong, what else to know. */
function weight({ impact, blastRadius, undo, warnings }: ApprovalCard, room: number): Mrkdwn {
  const first = impact ? md`*Users will notice*  ${cut(impact, room)}` : md`*It touches*  ${cut(blastRadius, room)}`;
  const careful = warnings.slice(0, 4).map((warning) => md`*Note*  ${cut(warning, Math.min(room, 300))}`);
  return joined([first, md`*If it goes wrong*  ${cut(undo, room)}`, ...careful], '\n');
}

/** Of a roll back: what nobody can put back, and why. */
function stays({ rollback }: ApprovalCard, room: number): KnownBlock | undefined {
  if (!rollback || rollback.stays.length === 0) return undefined;
  const lines = rollback.stays.map(({ title: what, reason }) => `${what}: ${reason}`);
  return section(joined([md`*Stays as it is now*`, bullets(lines, { most: 6, room: Math.min(room, 200) })], '\n'));
}

function votes({ votes: cast, needed, groupsInWords }: ApprovalCard): Mrkdwn {
  const by = cast.length > 0 ? md` (${people(cast.map(({ who }) => who))})` : nothing;
  const of = needed > 1 ? md`, ${cut(groupsInWords, 120)} needed` : nothing;
  return md`${cast.length} of ${needed} approvals${by}${of}`;
}

/** From when on one person is enough, and at which price. */
const alone = ({ breakGlass, raisedAt }: ApprovalCard): Mrkdwn =>
  breakGlass
    ? md`from ${deadline(breakGlass.from, raisedAt)} ${cut(breakGlass.groups.map((name) => `@${name}`).join(', '), 100)} may approve alone, for an incident`
    : nothing;

const mayNot = ({ excluded }: ApprovalCard): Mrkdwn =>
  excluded.length > 0 ? md`${people(excluded.slice(0, 5))} may not approve` : nothing;

function buttons(run: RunView, card: ApprovalCard): KnownBlock | undefined {
  const lines = cutMarkup(changeLines(card.plans, 60), 180);
  const question = joined([md`${cut(card.step.title, 80)} in *${run.environment.id}*.`, lines], '\n');
  const approve = card.typed
    ? button({ action: REVIEW, label: 'Approve…', value: card.value, style: 'primary' })
    : decides('approve', 'Approve', card.value, {
        style: 'primary',
        confirm: confirm(`Approve step ${card.step.number}?`, question, 'Approve'),
      });
  return actions([
    approve,
    asks('reject', 'Reject…', card.value),
    button({ action: FULL_PLAN, label: 'Full plan', value: card.value }),
    ...(card.breakGlass ? [asks('break-glass', 'Approve alone…', card.value)] : []),
  ]);
}

const sentence = (run: RunView, card: ApprovalCard): Mrkdwn => {
  const what = changeInWords(card.plans) || card.step.title;
  const fresh = card.rollback ? 'Roll back?' : 'Approve?';
  const changed = card.drift ? 'changed, approve anew?' : fresh;
  return md`${run.environment.id} · ${changed} ${cut(what, 120)} · ${cut(run.reason, 120)} · by ${run.startedBy.name} · until ${utc(card.closesAt)} · ${where(run, card)}`;
};

/** An open ask, read on a phone at 3 a.m.: the order is that of design/slack. */
export const approvalCard = (run: RunView, card: ApprovalCard, names: Names): Message =>
  fitting((room) =>
    message(sentence(run, card), [
      drift(card, room),
      title('Approval needed', run, card, md`${names.groups(card.first)} please review.`),
      section(quote(md`${cut(run.reason, 200)} (${mention(run.startedBy)})`)),
      section(changeLines(card.plans, Math.min(room, 100))),
      ...changeTexts(card.plans).map((text) => preformatted(text, room * 4)),
      stays(card, room),
      section(weight(card, room)),
      footer(run, votes(card), md`expires ${deadline(card.closesAt, card.raisedAt)}`, mayNot(card), alone(card)),
      buttons(run, card),
    ]),
  );
