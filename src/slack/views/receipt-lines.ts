import { sayDuration } from '#domain/duration.ts';
import type { Receipt, RunView } from '#domain/run-view.ts';
import { bullets, listed } from './card-parts.ts';
import { cut, joined, type Mrkdwn, md, mention, nothing } from './mrkdwn.ts';

const listing = { most: 6 };

/** `Stopped by @bob after 6 min 12 s · 2 of 5 steps applied` */
export function outcomeLine({ headline, stoppedBy, duration, applied, of }: Receipt): Mrkdwn {
  const what = stoppedBy ? md`Stopped by ${mention(stoppedBy)}` : md`${headline}`;
  return md`*${what}* ${headline === 'Succeeded' ? 'in' : 'after'} ${sayDuration(duration)} · ${applied} of ${of} steps applied`;
}

const skippedLine = ({ skipped }: Receipt, room: number): Mrkdwn =>
  skipped.length === 0
    ? nothing
    : md`*Skipped*  ${listed(
        skipped.map(({ title, by, reason }) => `${title} (${by ? `${by.name}: ` : ''}${reason})`),
        { ...listing, room },
      )}`;

const inOneLine = (what: string, texts: readonly string[], room: number): Mrkdwn =>
  texts.length === 0 ? nothing : md`*${what}*  ${cut(listed(texts, { ...listing, room }), 900)}`;

const changedLines = ({ phase }: RunView, { changed }: Receipt, room: number): Mrkdwn =>
  changed.length === 0
    ? md`Nothing was changed.`
    : md`*${phase === 'succeeded' ? 'Changed' : 'Left changed'}*\n${bullets(changed, { most: 10, room })}`;

/** What became of the run, below its outcome: the unknown and the skipped first. */
export function receiptLines(run: RunView, receipt: Receipt, room: number): Mrkdwn {
  const each = Math.min(room, 160);
  return joined(
    [
      receipt.outcomeUnknown ? md`*Outcome unknown*  Look at AWS before anybody repeats it.` : nothing,
      skippedLine(receipt, each),
      changedLines(run, receipt, each),
      inOneLine('Put back', receipt.undone, each),
      inOneLine('Not put back', receipt.notUndone, each),
      inOneLine('Not proven', receipt.unproven, each),
      inOneLine('Not done', receipt.notDone, each),
    ],
    '\n',
  );
}
