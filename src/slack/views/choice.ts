import type { ActionsBlock, MrkdwnOption } from '@slack/types';
import type { ChoiceCard } from '#domain/card-view.ts';
import type { RunView } from '#domain/run-view.ts';
import { button, fitting, type Message, message, plain, section } from './blocks.ts';
import { asked, footer, title, where } from './card-parts.ts';
import { CHOOSE, PICK } from './ids.ts';
import { markdown } from './markdown.ts';
import { cut, cutMarkup, md, mention, quote } from './mrkdwn.ts';
import type { Names } from './names.ts';
import { deadline, utc } from './times.ts';

type Option = ChoiceCard['options'][number];

/** Slack shows at most ten radio buttons (https://docs.slack.dev/reference/block-kit/block-elements/radio-button-group-element). */
const MOST_RADIOS = 10;
const MOST_OPTIONS = 100;

const radio = ({ id, label, description, leads }: Option): MrkdwnOption => ({
  text: { type: 'mrkdwn', text: cutMarkup(md`*${cut(label, 60)}*`, 75).mrkdwn },
  description: plain(description ?? leads, 75),
  value: id,
});

const line = ({ id, label }: Option) => ({ text: plain(label, 75), value: id });

function picker(options: readonly Option[]) {
  const [suggested] = options.filter((each) => each.suggested);
  const initial = <Drawn>(draw: (option: Option) => Drawn) => (suggested ? { initial_option: draw(suggested) } : {});
  if (options.length <= MOST_RADIOS)
    return { type: 'radio_buttons', action_id: PICK, options: options.map(radio), ...initial(radio) } as const;
  const shown = options.slice(0, MOST_OPTIONS).map(line);
  const placeholder = plain('Choose', 150);
  return { type: 'static_select', action_id: PICK, placeholder, options: shown, ...initial(line) } as const;
}

/** Picked and then sent, so that a thumb that slips decides nothing. */
const pickAndSend = (card: ChoiceCard): ActionsBlock => ({
  type: 'actions',
  elements: [picker(card.options), button({ action: CHOOSE, label: 'Continue', value: card.value, style: 'primary' })],
});

/** A person picks the way on. */
export const choiceCard = (run: RunView, card: ChoiceCard, names: Names): Message =>
  fitting((room) =>
    message(
      md`${run.environment.id} · Your choice: ${cut(card.step.title, 150)} · until ${utc(card.closesAt)} · ${where(run, card)}`,
      [
        title('Choice', run, card, md`${asked(run, card, names)} please choose how it goes on.`),
        section(quote(md`${cut(run.reason, 200)} (${mention(run.startedBy)})`)),
        section(markdown(cut(card.question, room * 4))),
        footer(run, md`expires ${deadline(card.closesAt, card.raisedAt)}`),
        pickAndSend(card),
      ],
    ),
  );
