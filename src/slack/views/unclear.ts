import type { UnclearCard } from '#domain/card-view.ts';
import type { RunView } from '#domain/run-view.ts';
import { actions, fitting, type Message, message, section } from './blocks.ts';
import { footer, title, where } from './card-parts.ts';
import { offered } from './held.ts';
import { cut, md, mention } from './mrkdwn.ts';
import type { Names } from './names.ts';
import { deadline } from './times.ts';

/** Whether a request was carried out cannot be known; a person looks and says. */
export const unclearCard = (run: RunView, card: UnclearCard, names: Names): Message =>
  fitting((room) =>
    message(
      md`${run.environment.id} · Unclear whether it happened: ${cut(card.step.title, 120)}. ${cut(card.cause, 300)} · ${where(run, card)}`,
      [
        title(
          'Unclear',
          run,
          card,
          md`${mention(run.startedBy)} ${names.groups(card.groups)} ${cut(card.cause, room)}`,
        ),
        section(md`*What is known*  ${cut(card.evidence, room)}`),
        footer(
          run,
          md`nothing is repeated until somebody says`,
          md`the run stops by itself ${deadline(card.until, card.raisedAt)}`,
        ),
        actions(offered(card.offers, card.value, [])),
      ],
    ),
  );
