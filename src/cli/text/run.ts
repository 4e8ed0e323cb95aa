import { sayDuration } from '#domain/duration.ts';
import type { Receipt, RunView, StepView } from '#domain/run-view.ts';
import { cardText } from './card.ts';
import { sayMoment } from './time.ts';

export const stepText = ({ number, status, title, detail }: StepView): string =>
  `${String(number).padStart(3)}  ${status.padEnd(8)} ${title}${detail ? ` · ${detail}` : ''}`;

const listed = (title: string, lines: readonly string[]): readonly string[] =>
  lines.length > 0 ? [`${title}:`, ...lines.map((line) => `  ${line}`)] : [];

/** What became of the run, as it is kept. */
export const receiptText = (receipt: Receipt): readonly string[] => [
  `${receipt.headline} · ${receipt.applied} of ${receipt.of} changes made · ${sayDuration(receipt.duration)}`,
  ...(receipt.outcomeUnknown ? ['The outcome of a request is still unknown: look before you go on.'] : []),
  ...listed(
    'Skipped',
    receipt.skipped.map(({ title, by, reason }) => `${title}${by ? ` by ${by.name}` : ''}: ${reason}`),
  ),
  ...listed('Changed', receipt.changed),
  ...listed('Put back', receipt.undone),
  ...listed('Not put back', receipt.notUndone),
  ...listed('Not proven', receipt.unproven),
  ...listed('Not done', receipt.notDone),
  ...(receipt.approvedBy.length > 0 ? [`Approved by ${receipt.approvedBy.map(({ name }) => name).join(', ')}`] : []),
  `Log ${receipt.log}`,
];

/** The run's first lines: what it is, where, by whom, why. */
export const headText = (view: RunView): readonly string[] => [
  view.title,
  `Run ${view.run} · ${view.environment.id} (${view.environment.account}, ${view.environment.region}) · started by ${view.startedBy.name} at ${sayMoment(view.startedAt)}`,
  ...(view.reason ? [`Why: ${view.reason}`] : []),
  ...view.inputs.map(({ title, value }) => `${title}: ${value}`),
];

/** A whole run: head, steps, what waits for somebody, how it ended. */
export const runText = (view: RunView): readonly string[] => [
  ...headText(view),
  '',
  view.headline,
  ...view.steps.map(stepText),
  ...view.cards.filter(({ closed }) => !closed).flatMap((card) => ['', ...cardText(card)]),
  ...(view.receipt ? ['', ...receiptText(view.receipt)] : []),
];
