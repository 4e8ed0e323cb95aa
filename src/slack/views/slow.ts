import type { SlowCard } from '#domain/card-view.ts';
import { sayDuration } from '#domain/duration.ts';
import type { RunView } from '#domain/run-view.ts';
import { actions, fitting, type Message, message } from './blocks.ts';
import { footer, lastLines, title, where } from './card-parts.ts';
import { cut, md } from './mrkdwn.ts';
import { rollBackButton } from './roll-back-button.ts';
import { stopButton } from './stop-button.ts';

/** A notice: it goes on by itself, unless somebody stops it. */
export const slowCard = (run: RunView, card: SlowCard): Message =>
  fitting((room) => {
    const spent = `${sayDuration(card.elapsed)} of ${sayDuration(card.timeout)}`;
    return message(
      md`${run.environment.id} · Slower than usual, ${spent}: ${cut(card.step.title, 120)}. ${cut(card.progress, 300)} · ${where(run, card)}`,
      [
        title('Slower than usual', run, card, md`*${spent}*  ${cut(card.progress, room)}`),
        lastLines(card.lines, room),
        footer(run, md`it goes on by itself; nobody has to do anything`),
        actions([...(card.canRollBack ? [rollBackButton(card.value)] : []), stopButton(card.value, [])]),
      ],
    );
  });
