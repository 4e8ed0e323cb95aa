import type { KnownBlock } from '@slack/types';
import type { BreakGlassCard } from '#domain/card-view.ts';
import type { RunView } from '#domain/run-view.ts';
import { actions, fitting, type Message, message, section } from './blocks.ts';
import { asks, bullets, footer, headline } from './card-parts.ts';
import { cut, joined, link, type Mrkdwn, md, mention, nothing, quote } from './mrkdwn.ts';
import type { Names } from './names.ts';
import { exactTime } from './times.ts';

const told = (run: RunView, card: BreakGlassCard, room: number): Mrkdwn =>
  joined(
    [
      headline('Approved by one person alone', run, card),
      md`${mention(card.by)} approved at ${exactTime(card.at)} what ${cut(card.asked, 200)} should have approved, for ${link(card.incident, cut(card.incident, 150))}.`,
      bullets(card.changes, { most: 6, room: Math.min(room, 160) }),
    ],
    '\n',
  );

/** How it ended: who looked at it, and what they found. */
const reviewed = ({ closed }: BreakGlassCard): Mrkdwn =>
  closed?.by?.[0] ? md`Reviewed by ${mention(closed.by[0])} at ${exactTime(closed.at)}` : nothing;

const note = (text: string | undefined, room: number): KnownBlock | undefined =>
  text ? section(quote(md`${cut(text, Math.min(room, 500))}`)) : undefined;

/** Told to the security channel; it stays open until somebody else has looked at it, also after the run's end. */
export const breakGlassCard = (run: RunView, card: BreakGlassCard, names: Names): Message =>
  fitting((room) =>
    message(
      md`${run.environment.id} · ${card.by.name} approved alone: ${cut(card.step.title, 120)} · ${cut(card.incident, 200)} · run ${run.short}`,
      [
        section(told(run, card, room)),
        note(card.note, room),
        note(card.closed?.note, room),
        footer(run, card.closed ? reviewed(card) : md`${names.groups(card.groups)} somebody else please review it`),
        card.closed ? undefined : actions([asks('reviewed', 'Reviewed…', card.value, { style: 'primary' })]),
      ],
    ),
  );
