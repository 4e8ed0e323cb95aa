import type { LockCard } from '#domain/card-view.ts';
import type { RunView } from '#domain/run-view.ts';
import { actions, button, type Message, message, section } from './blocks.ts';
import { asks, footer, headline, where } from './card-parts.ts';
import { DETAILS } from './ids.ts';
import { code, cut, md, mention } from './mrkdwn.ts';
import { deadline, time, utc } from './times.ts';

/** Another run works on the same thing. */
export function lockCard(run: RunView, card: LockCard): Message {
  const { holder } = card;
  const target = cut(card.target, 300);
  return message(
    md`${run.environment.id} · Waiting for run ${holder.short} of ${holder.by.name} on ${target} · until ${utc(card.until)} · ${where(run, card)}`,
    [
      section(
        md`${headline('Waiting for another run', run, card)}\nRun ${code(holder.short)} (${mention(holder.by)}, step ${holder.step}, since ${time(holder.since)}) holds ${code(target)}.`,
      ),
      footer(run, md`goes on by itself once it is free`, md`waits until ${deadline(card.until, card.raisedAt)}`),
      actions([
        button({ action: DETAILS, label: 'Open', value: holder.run }),
        asks('take-over', 'Take over…', card.value, { style: 'danger' }),
      ]),
    ],
  );
}
