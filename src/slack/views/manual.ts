import type { ManualCard } from '#domain/card-view.ts';
import type { RunView } from '#domain/run-view.ts';
import { actions, button, fitting, type Message, message, section } from './blocks.ts';
import { asked, asks, footer, title, where } from './card-parts.ts';
import { HAND_OVER } from './ids.ts';
import { markdown } from './markdown.ts';
import { cut, md, mention, quote } from './mrkdwn.ts';
import type { Names } from './names.ts';
import { deadline, utc } from './times.ts';

/** A step that a person does by hand. */
export const manualCard = (run: RunView, card: ManualCard, names: Names): Message =>
  fitting((room) =>
    message(
      md`${run.environment.id} · Your turn: ${cut(card.step.title, 150)} · until ${utc(card.closesAt)} · ${where(run, card)}`,
      [
        title(
          'By hand',
          run,
          card,
          md`${card.assignee ? mention(card.assignee) : asked(run, card, names)} please do this and say what came of it.`,
        ),
        section(quote(md`${cut(run.reason, 200)} (${mention(run.startedBy)})`)),
        section(markdown(cut(card.text, room * 4))),
        footer(run, md`expires ${deadline(card.closesAt, card.raisedAt)}`),
        actions([
          asks('done', 'Mark done…', card.value, { style: 'primary' }),
          asks('failed', 'It failed…', card.value),
          button({ action: HAND_OVER, label: 'Hand over…', value: card.value }),
        ]),
      ],
    ),
  );
