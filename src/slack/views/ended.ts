import type { Receipt, RunView } from '#domain/run-view.ts';
import { fitting, type Message, message, section } from './blocks.ts';
import { cut, joined, md, mention } from './mrkdwn.ts';
import { outcomeLine, receiptLines } from './receipt-lines.ts';

/** The last reply in the thread: an edit of the root notifies nobody. */
export const drawEnded = (run: RunView, receipt: Receipt): Message =>
  fitting((room) =>
    message(
      md`${run.environment.id} · ${cut(receipt.headline, 120)}: ${cut(run.title, 150)} · ${receipt.applied} of ${receipt.of} steps applied · run ${run.short}`,
      [
        section(
          joined([md`${mention(run.startedBy)} ${outcomeLine(receipt)}`, receiptLines(run, receipt, room)], '\n'),
        ),
      ],
    ),
  );
