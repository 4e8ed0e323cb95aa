import type { NoticeCard } from '#domain/card-view.ts';
import type { RunView } from '#domain/run-view.ts';
import { fitting, type Message, message, section } from './blocks.ts';
import { footer } from './card-parts.ts';
import { markdown, withoutMarks } from './markdown.ts';
import { cut, md, mention } from './mrkdwn.ts';

/** What the runbook tells a channel. Nobody has to do anything. */
export const noticeMessage = (run: RunView, { text }: NoticeCard): Message =>
  fitting((room) =>
    message(md`${run.environment.id} · ${cut(withoutMarks(text), 300)} · run ${run.short}`, [
      section(markdown(cut(text, room * 4))),
      footer(run, md`${cut(run.title, 150)} in ${run.environment.id}, started by ${mention(run.startedBy)}`),
    ]),
  );
