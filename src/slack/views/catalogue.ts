import { button, context, fitting, header, type Message, message, section } from './blocks.ts';
import { listed } from './card-parts.ts';
import { START } from './ids.ts';
import { code, cut, joined, md } from './mrkdwn.ts';

/** A runbook that somebody may start from where they ask. */
export interface Startable {
  readonly id: string;
  readonly title: string;
  readonly summary?: string;
  readonly environments: readonly string[];
}

const MOST = 15;

const entry = ({ id, title, summary, environments }: Startable, room: number) =>
  section(
    joined(
      [
        md`*${cut(title, Math.min(room, 120))}*`,
        md`${cut(summary ?? '', Math.min(room, 160))}`,
        md`${code(cut(id, 64))} in ${listed(environments, { most: 4, room: 30 })}`,
      ],
      '\n',
    ),
    button({ action: START, label: 'Start…', value: id }),
  );

/** What may be started here, each with its button. */
export function catalogue(offers: readonly Startable[]): Message {
  if (offers.length === 0)
    return message(md`There is no runbook that you may start here.`, [
      section(md`There is no runbook that you may start here. Another channel or another group may have some.`),
    ]);
  const left = offers.length - MOST;
  return fitting((room) =>
    message(md`Runbooks that you may start here: ${offers.length}.`, [
      header('Runbooks'),
      ...offers.slice(0, MOST).map((offer) => entry(offer, room)),
      context(
        left > 0
          ? md`and ${left} more: ${code('/runbook start <name>')}`
          : md`${code('/runbook runs')} lists what is going on, ${code('/runbook help')} the rest`,
      ),
    ]),
  );
}
