import type { Button } from '@slack/types';
import type { HeldCard, Offer } from '#domain/card-view.ts';
import type { RunView } from '#domain/run-view.ts';
import { actions, fitting, type Message, message } from './blocks.ts';
import { asks, decides, footer, lastLines, listed, title, where } from './card-parts.ts';
import { cut, md, mention } from './mrkdwn.ts';
import { rollBackButton } from './roll-back-button.ts';
import { stopButton } from './stop-button.ts';
import { deadline } from './times.ts';

const WHY_HELD: Readonly<Record<HeldCard['why'], string>> = {
  failed: 'Failed',
  refused: 'Refused',
  expired: 'Expired',
  'timed-out': 'Took too long',
  superseded: 'Changed by someone else',
};

type Draw = (value: string, changed: readonly string[]) => Button;

const BUTTONS: Readonly<Record<Offer, Draw>> = {
  'look-again': (value) => decides('look-again', 'Look again', value),
  retry: (value) => decides('retry', 'Retry', value, { style: 'primary' }),
  skip: (value) => asks('skip', 'Skip…', value),
  'say-applied': (value) => decides('say-applied', 'It happened', value),
  'say-not-applied': (value) => decides('say-not-applied', 'It did not', value),
  'roll-back': rollBackButton,
  stop: stopButton,
};

/** The buttons for what a person may do, in the order offered. */
export const offered = (offers: readonly Offer[], value: string, changed: readonly string[]): readonly Button[] =>
  offers.map((offer) => BUTTONS[offer](value, changed));

/** A step that waits for a person to say how to go on. */
export const heldCard = (run: RunView, card: HeldCard): Message =>
  fitting((room) =>
    message(
      md`${run.environment.id} · ${WHY_HELD[card.why]}: ${cut(card.step.title, 120)}. ${cut(card.cause, 300)} · ${where(run, card)}`,
      [
        title(WHY_HELD[card.why], run, card, md`${mention(run.startedBy)} ${cut(card.cause, room)}`),
        lastLines(card.lines, room),
        footer(
          run,
          card.changed.length > 0
            ? md`already changed: ${listed(card.changed, { most: 6, room: Math.min(room, 100) })}`
            : md`nothing is changed so far`,
          md`the run stops by itself ${deadline(card.until, card.raisedAt)}`,
        ),
        actions(offered(card.offers, card.value, card.changed)),
      ],
    ),
  );
