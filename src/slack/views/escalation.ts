import type { EscalationCard } from '#domain/card-view.ts';
import type { RunView } from '#domain/run-view.ts';
import { fitting, type Message, message, section } from './blocks.ts';
import { footer, where } from './card-parts.ts';
import { cut, md } from './mrkdwn.ts';
import type { Names } from './names.ts';
import { deadline, time, utc } from './times.ts';

/** Nobody has decided, so others are called; the buttons are on the card above. */
export const escalationMessage = (run: RunView, card: EscalationCard, names: Names): Message =>
  fitting((room) =>
    message(
      md`${run.environment.id} · Nobody has decided yet: ${cut(card.step.title, 150)} · until ${utc(card.closesAt)} · ${where(run, card)}`,
      [
        section(
          md`${names.groups(card.groups)} nobody has decided *${cut(card.step.title, Math.min(room, 150))}*, asked since ${time(card.askedAt)}. The card above waits for you, too.`,
        ),
        footer(run, md`expires ${deadline(card.closesAt, card.raisedAt)}`),
      ],
    ),
  );
