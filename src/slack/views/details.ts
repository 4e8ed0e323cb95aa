import type { ModalView } from '@slack/types';
import type { RunView } from '#domain/run-view.ts';
import { context, plain, section } from './blocks.ts';
import { bullets } from './card-parts.ts';
import { code, cut, joined, link, md, mention } from './mrkdwn.ts';
import { outcomeLine, receiptLines } from './receipt-lines.ts';
import { stepLines } from './steps.ts';
import { dayAndTime } from './times.ts';

/** Everything about a run that its root leaves out. */
export function detailsModal(run: RunView): ModalView {
  const { runbook, environment, receipt } = run;
  const inputs = run.inputs.map(({ title, value }) => `${title}: ${value}`);
  return {
    type: 'modal',
    title: plain(`Run ${run.short}`, 24),
    close: plain('Close', 24),
    blocks: [
      section(md`*${cut(run.title, 200)} · ${environment.id}*\n${cut(run.headline, 200)}`),
      section(
        md`*Why now*  ${cut(run.reason, 200) || '–'}\nStarted by ${mention(run.startedBy)} ${dayAndTime(run.startedAt)}`,
      ),
      ...(inputs.length > 0 ? [section(md`*Inputs*\n${bullets(inputs, { most: 20, room: 120 })}`)] : []),
      section(md`*Steps*\n${stepLines(run, 60)}`),
      ...(receipt ? [section(joined([outcomeLine(receipt), receiptLines(run, receipt, 160)], '\n'))] : []),
      ...(run.context ? [section(md`*For*  ${link(run.context, cut(run.context, 150))}`)] : []),
      ...(run.links.length > 0
        ? [
            section(
              joined(
                run.links.slice(0, 10).map(({ url, title }) => link(url, cut(title, 100))),
                '\n',
              ),
            ),
          ]
        : []),
      context(
        joined(
          [
            md`run ${code(run.run)}`,
            md`account ${code(environment.account)} ${environment.region}`,
            md`runbook ${code(cut(runbook.id, 80))}`,
            ...(runbook.commit ? [md`commit ${code(runbook.commit.slice(0, 12))}`] : []),
            md`digest ${code(runbook.digest.slice(0, 12))}`,
            ...(runbook.owner ? [md`owned by ${cut(runbook.owner, 60)}`] : []),
          ],
          ' · ',
        ),
      ),
    ],
  };
}
