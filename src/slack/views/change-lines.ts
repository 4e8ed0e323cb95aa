import type { Moved, PlanLines } from '#domain/card-view.ts';
import { code, cut, joined, type Mrkdwn, md, nothing } from './mrkdwn.ts';

type Change = PlanLines['changes'][number];

const MOST_PLANS = 5;
const MOST_LINES = 10;

function move({ before, after }: Change, room: number): Mrkdwn {
  if (before !== undefined && after !== undefined) return md` *${cut(before, room)} → ${cut(after, room)}*`;
  const one = after ?? before;
  return one === undefined ? nothing : md` *${cut(one, room)}*`;
}

const targetOf = ({ target }: Change, room: number): Mrkdwn => code(cut(target, room));
const happens = (change: Change, room: number): Mrkdwn => md`${cut(change.what, room)}${move(change, room)}`;

/** `api` desired count *2 → 4*; a target with several changes is named once, above them. */
function lineOf(changes: readonly Change[], index: number, room: number): Mrkdwn {
  const [before, change, after] = [changes[index - 1], changes[index], changes[index + 1]];
  if (!change) return nothing;
  if (before?.target === change.target) return md`• ${happens(change, room)}`;
  if (after?.target === change.target) return md`${targetOf(change, room)}\n• ${happens(change, room)}`;
  return md`${targetOf(change, room)} ${happens(change, room)}`;
}

const shownOf = (plans: readonly PlanLines[]): readonly Change[] =>
  plans.slice(0, MOST_PLANS).flatMap(({ changes }) => changes);

/** One line for each change; of several plans the first five, the rest stands behind *Full plan*. */
export function changeLines(plans: readonly PlanLines[], room: number): Mrkdwn {
  const shown = shownOf(plans);
  const lines = shown.slice(0, MOST_LINES).map((_, index) => lineOf(shown, index, room));
  const left = [
    ...(shown.length > MOST_LINES ? [md`and ${shown.length - MOST_LINES} more changes`] : []),
    ...(plans.length > MOST_PLANS ? [md`and ${plans.length - MOST_PLANS} more`] : []),
  ];
  return joined([...lines, ...left], '\n');
}

/** What changes say as it stands: scripts, requests. */
export const changeTexts = (plans: readonly PlanLines[]): readonly string[] =>
  shownOf(plans)
    .slice(0, MOST_LINES)
    .flatMap(({ text }) => (text === undefined ? [] : [text]));

/** The first change in a few plain words: `api desired count 2 → 4 and 3 more`. */
export function changeInWords(plans: readonly PlanLines[]): string {
  const changes = plans.flatMap((plan) => plan.changes);
  const [first] = changes;
  if (!first) return '';
  const values = [first.before, first.after].filter((value) => value !== undefined).join(' → ');
  const rest = changes.length > 1 ? ` and ${changes.length - 1} more` : '';
  return cut(`${first.target} ${first.what} ${values}`.trim(), 100) + rest;
}

export const movedLines = (moved: readonly Moved[], room: number): Mrkdwn =>
  joined(
    moved
      .slice(0, MOST_LINES)
      .map(({ what, was, now }) => md`${cut(what, room)} was *${cut(was, room)}*, now *${cut(now, room)}*.`),
    '\n',
  );
