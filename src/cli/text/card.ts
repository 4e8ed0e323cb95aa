import type {
  ApprovalCard,
  BreakGlassCard,
  CardView,
  ChoiceCard,
  Closed,
  HeldCard,
  LockCard,
  ManualCard,
  PlanLines,
  SlowCard,
  UnclearCard,
} from '#domain/card-view.ts';
import { sayDuration } from '#domain/duration.ts';
import { sayTime } from './time.ts';

const names = (people: readonly { readonly name: string }[]): string => people.map(({ name }) => name).join(', ');

/** One line, and below it what it says as it stands. */
const changeText = ({ target, what, before, after, text }: PlanLines['changes'][number]): readonly string[] => [
  before === undefined || after === undefined ? `${target} ${what}` : `${target} ${what} ${before} → ${after}`,
  ...(text === undefined ? [] : text.split('\n').map((line) => `  | ${line}`)),
];

function plansText(plans: readonly PlanLines[]): readonly string[] {
  if (plans.length === 1) return plans.flatMap(({ changes }) => changes.flatMap(changeText));
  return plans.flatMap(({ title, changes }) => [
    `${title}:`,
    ...changes.flatMap(changeText).map((line) => `  ${line}`),
  ]);
}

const driftText = ({ moved, voided }: NonNullable<ApprovalCard['drift']>): readonly string[] => [
  ...moved.map(({ what, was, now }) => `Changed since it was shown: ${what} was ${was}, now ${now}.`),
  ...(voided.length > 0 ? [`Void: the approval of ${names(voided)}.`] : []),
];

const votesText = ({ votes, needed, groupsInWords, closesAt }: ApprovalCard): string =>
  `Approved by ${votes.length} of ${needed}${votes.length > 0 ? ` (${names(votes.map(({ who }) => who))})` : ''}; ${groupsInWords} may approve until ${sayTime(closesAt)}.`;

const approvalText = (card: ApprovalCard): readonly string[] => [
  ...(card.drift ? driftText(card.drift) : []),
  ...plansText(card.plans),
  ...(card.rollback?.stays ?? []).map(({ title, reason }) => `Stays as it is now: ${title}: ${reason}`),
  `Affects: ${card.blastRadius}`,
  ...(card.impact ? [`Users will notice: ${card.impact}`] : []),
  `If it goes wrong: ${card.undo}`,
  ...card.warnings.map((warning) => `Warning: ${warning}`),
  ...(card.typed === undefined ? [] : [`To approve it, type ${card.typed}: it cannot be taken back.`]),
  votesText(card),
];

const manualText = ({ text, assign, closesAt }: ManualCard): readonly string[] => [
  ...text.trimEnd().split('\n'),
  `${assign.length > 0 ? assign.map((name) => `@${name}`).join(' or ') : 'Whoever may start it'} says done or failed, until ${sayTime(closesAt)}.`,
];

const heldText = ({ cause, lines, changed, until }: HeldCard): readonly string[] => [
  cause,
  ...lines.map((line) => `  ${line}`),
  ...(changed.length > 0 ? [`Already changed: ${changed.join('; ')}`] : []),
  `Unless somebody decides, the run stops at ${sayTime(until)}.`,
];

const choiceText = ({ question, options, assign, closesAt }: ChoiceCard): readonly string[] => [
  ...question.trimEnd().split('\n'),
  ...options.map(
    ({ id, label, description, suggested, leads }) =>
      `  ${id}: ${label}${suggested ? ' (suggested)' : ''} · ${description ?? leads}`,
  ),
  `${assign.length > 0 ? assign.map((name) => `@${name}`).join(' or ') : 'Whoever may start it'} chooses, until ${sayTime(closesAt)}.`,
];

const unclearText = ({ cause, evidence, until }: UnclearCard): readonly string[] => [
  cause,
  evidence,
  `Unless somebody decides, the run stops at ${sayTime(until)}.`,
];

const slowText = ({ elapsed, timeout, progress, lines }: SlowCard): readonly string[] => [
  `${sayDuration(elapsed)} of ${sayDuration(timeout)}. ${progress}`,
  ...lines.map((line) => `  ${line}`),
];

const lockText = ({ target, holder, until }: LockCard): readonly string[] => [
  `${target} is held by run ${holder.short} of ${holder.by.name}, step ${holder.step}, since ${sayTime(holder.since)}.`,
  `It is waited for until ${sayTime(until)}.`,
];

const breakGlassText = ({ by, incident, note, asked, changes }: BreakGlassCard): readonly string[] => [
  `${by.name} approved alone where ${asked} was asked for: ${incident}`,
  ...(note ? [note] : []),
  ...changes,
];

const heading: Readonly<Record<CardView['kind'], string>> = {
  approval: 'Approval needed',
  manual: 'Somebody has to do this',
  choice: 'Somebody has to choose',
  notice: 'Told',
  reminder: 'Still to do',
  escalation: 'Still waiting for approval',
  'break-glass': 'Approved by one person alone',
  held: 'Held',
  unclear: 'Not clear whether it happened',
  slow: 'Slower than usual',
  lock: 'Waiting for another run',
};

function body(card: CardView): readonly string[] {
  switch (card.kind) {
    case 'approval':
      return approvalText(card);
    case 'manual':
      return manualText(card);
    case 'choice':
      return choiceText(card);
    case 'notice':
      return card.text.trimEnd().split('\n');
    case 'reminder':
      return [`Until ${sayTime(card.closesAt)}.`];
    case 'escalation':
      return [`Asked at ${sayTime(card.askedAt)}; open until ${sayTime(card.closesAt)}.`];
    case 'break-glass':
      return breakGlassText(card);
    case 'held':
      return heldText(card);
    case 'unclear':
      return unclearText(card);
    case 'slow':
      return slowText(card);
    case 'lock':
      return lockText(card);
  }
}

const how: Readonly<Record<Closed['how'], string>> = {
  approved: 'Approved',
  rejected: 'Rejected',
  expired: 'Expired',
  done: 'Done',
  chosen: 'Chosen',
  'rolled-back': 'Rolled back from here',
  failed: 'Failed',
  retried: 'Tried again',
  'looked-again': 'Looked again',
  'said-applied': 'It happened, said',
  'said-not-applied': 'It did not happen, said',
  skipped: 'Skipped',
  stopped: 'Stopped',
  'broke-glass': 'Approved alone',
  reviewed: 'Reviewed',
  void: 'Void',
  over: 'Over',
};

/** `Approved by Bob at 08:04 UTC: looks right`. */
export function closedText({ how: ending, by = [], at, note }: Closed): string {
  const who = by.length === 0 || ending === 'over' ? '' : ` ${ending.startsWith('said') ? '' : 'by '}${names(by)}`;
  return `${how[ending]}${who} at ${sayTime(at)}${note ? `: ${note}` : ''}`;
}

/** What a person has to decide, as lines: the question, what it is about, and how it was answered once it is. */
export function cardText(card: CardView): readonly string[] {
  const { id, number, of, title } = card.step;
  const head = `${heading[card.kind]} · step ${number} of ${of} · ${title} (${id})`;
  const lines = card.closed ? [closedText(card.closed)] : body(card);
  return [head, ...lines.map((line) => `  ${line}`)];
}
