import type { ReminderCard } from '#domain/card-view.ts';
import type { RunView } from '#domain/run-view.ts';
import { fitting, type Message, message, section } from './blocks.ts';
import { asked, footer, where } from './card-parts.ts';
import { cut, md } from './mrkdwn.ts';
import type { Names } from './names.ts';
import { deadline, utc } from './times.ts';

/** Once more for those who were asked; the buttons are on the card above. */
export const reminderMessage = (run: RunView, card: ReminderCard, names: Names): Message =>
  fitting((room) =>
    message(
      md`${run.environment.id} · Still to do: ${cut(card.step.title, 150)} · until ${utc(card.closesAt)} · ${where(run, card)}`,
      [
        section(md`${asked(run, card, names)} still to do: *${cut(card.step.title, Math.min(room, 150))}*.`),
        footer(run, md`expires ${deadline(card.closesAt, card.raisedAt)}`),
      ],
    ),
  );
