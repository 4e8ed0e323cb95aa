import type { ModalView } from '@slack/types';
import { sayDuration } from '#domain/duration.ts';
import type { Receipt, RunView, StepView } from '#domain/run-view.ts';
import { plain, preformatted, section } from './blocks.ts';
import { clean, md } from './mrkdwn.ts';
import { utc } from './times.ts';

/** Marks of Markdown in what people wrote are taken as they are. */
const quoted = (text: string): string =>
  clean(text)
    .replace(/\s+/g, ' ')
    .replace(/[\\`*_[\]<>#|]/g, '\\$&');
const list = (texts: readonly string[]): readonly string[] => texts.map((text) => `- ${quoted(text)}`);
const part = (title: string, texts: readonly string[]): readonly string[] =>
  texts.length > 0 ? ['', `## ${title}`, '', ...list(texts)] : [];

const MARK: Readonly<Record<StepView['status'], string>> = {
  pending: 'not begun',
  active: 'working',
  waiting: 'waiting',
  held: 'held',
  passed: 'done',
  skipped: 'skipped',
  failed: 'failed',
  halted: 'stopped',
};

const day = (ms: number): string => new Date(ms).toISOString().slice(0, 10);

function outcome({ headline, duration, applied, of, outcomeUnknown, approvedBy }: Receipt): readonly string[] {
  const approved =
    approvedBy.length > 0 ? ` Approved by ${approvedBy.map(({ name }) => quoted(name)).join(', ')}.` : '';
  return [
    `**${quoted(headline)}** after ${sayDuration(duration)}, ${applied} of ${of} steps applied.${approved}`,
    ...(outcomeUnknown ? ['', 'The outcome of one request is unknown.'] : []),
  ];
}

/** A run as Markdown, for an incident's document. */
function runAsMarkdown(run: RunView): string {
  const { receipt } = run;
  return [
    `# ${quoted(run.title)} · ${run.environment.id}`,
    '',
    `Run \`${run.run}\`, started by ${quoted(run.startedBy.name)} on ${day(run.startedAt)} at ${utc(run.startedAt)}: ${quoted(run.reason)}`,
    ...(run.context ? ['', `Context: <${run.context}>`] : []),
    '',
    ...(receipt ? outcome(receipt) : [quoted(run.headline)]),
    ...part(
      'Inputs',
      run.inputs.map(({ title, value }) => `${title}: ${value}`),
    ),
    '',
    '## Steps',
    '',
    ...run.steps.map(({ number, title, status, detail }) =>
      [`${number}. ${quoted(title)}: ${MARK[status]}`, detail ? quoted(detail) : ''].filter(Boolean).join(', '),
    ),
    ...(receipt
      ? [
          ...part('Changed', receipt.changed),
          ...part('Put back', receipt.undone),
          ...part('Not put back', receipt.notUndone),
          ...part(
            'Skipped',
            receipt.skipped.map(({ title, by, reason }) => `${title}${by ? ` by ${by.name}` : ''}: ${reason}`),
          ),
          ...part('Not done', receipt.notDone),
          ...part('Not proven', receipt.unproven),
        ]
      : []),
    '',
    `Runbook \`${run.runbook.id}\` at \`${(run.runbook.commit ?? run.runbook.digest).slice(0, 12)}\`${receipt ? `, history \`${receipt.log}\`` : ''}.`,
    '',
  ].join('\n');
}

/** Slack copies nothing by itself: the text stands in boxes to be selected, each as large as a box may be. */
export function markdownModal(run: RunView): ModalView {
  const text = runAsMarkdown(run);
  const boxes = Array.from({ length: Math.min(Math.ceil(text.length / 2_900), 20) }, (_, index) =>
    preformatted(text.slice(index * 2_900, (index + 1) * 2_900), 2_950),
  );
  return {
    type: 'modal',
    title: plain(`Run ${run.short}`, 24),
    close: plain('Close', 24),
    blocks: [section(md`Markdown of this run, to be copied into an incident's document:`), ...boxes],
  };
}
