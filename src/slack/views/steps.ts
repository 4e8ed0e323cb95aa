import type { PlanBlock, RichTextDate, RichTextText, TaskCardBlock } from '@slack/types';
import type { CardView } from '#domain/card-view.ts';
import type { RunView, StepView } from '#domain/run-view.ts';
import { clean, cut, joined, type Mrkdwn, md, nothing, oneLine } from './mrkdwn.ts';
import { deadline, utc } from './times.ts';

/** Slack shows about 48 tasks; a plan keeps away from that. */
const MOST_TASKS = 40;
/** Kept before the step that is going on, when not all fit. */
const BEFORE = 10;

type Status = TaskCardBlock['status'];

const STATUS: Readonly<Record<StepView['status'], Status>> = {
  pending: 'pending',
  active: 'in_progress',
  waiting: 'in_progress',
  held: 'error',
  passed: 'complete',
  skipped: 'complete',
  failed: 'error',
  halted: 'error',
};

const MARK: Readonly<Record<Status, string>> = { complete: '✓', in_progress: '●', pending: '○', error: '✗' };

const ENDED: ReadonlySet<StepView['status']> = new Set(['passed', 'skipped']);

/** What a step waits for, and until when. */
interface Wait {
  readonly text: string;
  readonly until?: number;
  readonly from: number;
}

/** These ask nothing that another card does not ask, or nothing of the run. */
type Telling = 'notice' | 'reminder' | 'escalation' | 'break-glass';
type Waiting = Exclude<CardView, { readonly kind: Telling }>;
const TELLING: readonly string[] = ['notice', 'reminder', 'escalation', 'break-glass'] satisfies readonly Telling[];
const waits = (card: CardView): card is Waiting => !TELLING.includes(card.kind);

function waitOf(card: Waiting): Wait {
  const from = card.raisedAt;
  switch (card.kind) {
    case 'approval':
      return { text: `Waiting for ${card.groupsInWords} until`, until: card.closesAt, from };
    case 'manual':
      return { text: 'Waiting for a person until', until: card.closesAt, from };
    case 'choice':
      return { text: 'Waiting for a choice until', until: card.closesAt, from };
    case 'held':
      return { text: `${card.cause} The run stops by itself`, until: card.until, from };
    case 'unclear':
      return { text: 'Unclear whether it happened. The run stops', until: card.until, from };
    case 'lock':
      return { text: `Waiting for run ${card.holder.short} until`, until: card.until, from };
    case 'slow':
      return { text: `Slower than usual. ${card.progress}`, from };
  }
}

const openCard = (run: RunView, step: StepView): Waiting | undefined =>
  run.cards.filter(waits).findLast((card) => !card.closed && card.step.number === step.number);

function said(run: RunView, step: StepView): Wait | undefined {
  const card = openCard(run, step);
  if (card) return waitOf(card);
  const detail = step.status === 'skipped' ? ['skipped', step.detail].filter(Boolean).join(': ') : step.detail;
  return detail ? { text: detail, from: 0 } : undefined;
}

const dated = (ms: number): RichTextDate => ({
  type: 'date',
  timestamp: Math.floor(ms / 1_000),
  format: '{time}',
  fallback: utc(ms),
});

function task(run: RunView, step: StepView, room: number): TaskCardBlock {
  const status = STATUS[step.status];
  const wait = ENDED.has(step.status) && room < 160 ? undefined : said(run, step);
  const text: RichTextText | undefined = wait && {
    type: 'text',
    text: cut(oneLine(wait.text), Math.min(room, 250)) + (wait.until === undefined ? '' : ' '),
  };
  const elements = [...(text ? [text] : []), ...(wait?.until === undefined ? [] : [dated(wait.until)])];
  const rich = { type: 'rich_text' as const, elements: [{ type: 'rich_text_section' as const, elements }] };
  return {
    type: 'task_card',
    task_id: `step-${step.number}`,
    title: cut(oneLine(step.title), Math.min(room, 150)),
    status,
    ...(text ? { [status === 'complete' ? 'output' : 'details']: rich } : {}),
  };
}

/** The steps that are shown, around the one that is going on, and how many stand before and after them. */
function windowed(steps: readonly StepView[]) {
  if (steps.length <= MOST_TASKS) return { before: 0, shown: steps, after: 0 };
  const room = MOST_TASKS - 2;
  const current = steps.findIndex(({ status }) => !ENDED.has(status));
  const from = Math.max(0, Math.min((current < 0 ? steps.length : current) - BEFORE, steps.length - room));
  const shown = steps.slice(from, from + room);
  return { before: from, shown, after: steps.length - from - shown.length };
}

const folded = (id: string, count: number, words: string, status: Status): readonly TaskCardBlock[] =>
  count > 0 ? [{ type: 'task_card', task_id: id, title: `${count} ${words}`, status }] : [];

/** Its `block_id` never changes, or Slack folds it up at every update (https://github.com/slackapi/node-slack-sdk/issues/2701). */
export function planBlock(run: RunView, room: number): PlanBlock {
  const { before, shown, after } = windowed(run.steps);
  return {
    type: 'plan',
    block_id: 'run.plan',
    title: cut(clean(run.headline), 150),
    tasks: [
      ...folded('earlier', before, 'earlier steps', 'complete'),
      ...shown.map((step) => task(run, step, room)),
      ...folded('later', after, 'later steps', 'pending'),
    ],
  };
}

function stepLine(run: RunView, step: StepView, room: number): Mrkdwn {
  const wait = said(run, step);
  const until = wait?.until === undefined ? nothing : md` ${deadline(wait.until, wait.from)}`;
  const detail = wait ? md` – ${cut(wait.text, Math.min(room, 150))}${until}` : nothing;
  return md`${MARK[STATUS[step.status]]} ${cut(step.title, Math.min(room, 150))}${detail}`;
}

/** The same as lines of text. */
export function stepLines(run: RunView, room: number): Mrkdwn {
  const { before, shown, after } = windowed(run.steps);
  return joined(
    [
      ...(before > 0 ? [md`✓ ${before} earlier steps`] : []),
      ...shown.map((step) => stepLine(run, step, room)),
      ...(after > 0 ? [md`○ ${after} later steps`] : []),
    ],
    '\n',
  );
}
