import type { KnownBlock, Overflow } from '@slack/types';
import type { RunView } from '#domain/run-view.ts';
import { button, context, fields, fitting, header, type Message, message, plain, section } from './blocks.ts';
import { people } from './card-parts.ts';
import { AGAIN, AS_MARKDOWN, DETAILS, MORE } from './ids.ts';
import { code, cut, joined, link, type Mrkdwn, md, mention, nothing } from './mrkdwn.ts';
import { outcomeLine, receiptLines } from './receipt-lines.ts';
import { planBlock, stepLines } from './steps.ts';
import { stopButton } from './stop-button.ts';
import { dayAndTime } from './times.ts';

function about(run: RunView): Mrkdwn {
  const version = run.runbook.commit ?? run.runbook.digest;
  return joined(
    [
      md`Run ${code(run.short)}`,
      md`${code(cut(run.runbook.id, 80))} at ${code(version.slice(0, 7))}`,
      md`started by ${mention(run.startedBy)} ${dayAndTime(run.startedAt)}`,
      ...(run.context ? [link(run.context, 'what it is for')] : []),
    ],
    ' · ',
  );
}

/** Nine inputs and *Why now*; the others stand behind *Details*. */
function given(run: RunView, room: number): KnownBlock {
  const field = (title: string, value: string): Mrkdwn =>
    md`*${cut(title, Math.min(room, 60))}*\n${cut(value, Math.min(room, 200))}`;
  return fields([
    ...run.inputs.slice(0, 9).map(({ title, value }) => field(title, value)),
    field('Why now', run.reason || '–'),
  ]);
}

function outcome(run: RunView, room: number): readonly KnownBlock[] {
  const { receipt } = run;
  if (!receipt) return [];
  const approved = receipt.approvedBy.length > 0 ? md`approved by ${people(receipt.approvedBy.slice(0, 10))}` : nothing;
  return [
    section(joined([outcomeLine(receipt), receiptLines(run, receipt, room)], '\n')),
    context(joined([approved, md`log ${code(receipt.log.slice(0, 12))}`], ' · ')),
  ];
}

const changedSoFar = (run: RunView): readonly string[] =>
  run.cards.flatMap((card) => (card.kind === 'held' ? [card.changed] : [])).at(-1) ?? [];

const isOver = (run: RunView): boolean => run.receipt !== undefined || run.endedAt !== undefined;

const more = ({ run }: RunView): Overflow => ({
  type: 'overflow',
  action_id: MORE,
  options: [
    { text: plain('Run again…', 75), value: `${AGAIN} ${run}` },
    { text: plain('Copy as Markdown', 75), value: `${AS_MARKDOWN} ${run}` },
  ],
});

const buttons = (run: RunView): KnownBlock => ({
  type: 'actions',
  elements: [
    button({ action: DETAILS, label: 'Details', value: run.run }),
    isOver(run) ? more(run) : stopButton(run.run, changedSoFar(run)),
  ],
});

const draw = (run: RunView, steps: (room: number) => readonly KnownBlock[]): Message =>
  fitting((room) =>
    message(md`${cut(run.title, 150)} in ${run.environment.id}: ${cut(run.headline, 150)}. Run ${run.short}.`, [
      header(`${cut(run.title, 110)} · ${cut(run.environment.id, 30)}`),
      context(about(run)),
      given(run, room),
      ...outcome(run, room),
      ...steps(room),
      buttons(run),
    ]),
  );

/** The run's one message in the channel, edited in place. */
export const drawRoot = (run: RunView): Message => draw(run, (room) => [planBlock(run, room)]);

/** The same for a Slack that does not take the plan block. */
export const drawPlainRoot = (run: RunView): Message =>
  draw(run, (room) => [section(joined([md`*${cut(run.headline, 150)}*`, stepLines(run, Math.min(room, 60))], '\n'))]);
