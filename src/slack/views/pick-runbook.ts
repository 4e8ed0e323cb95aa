import type { ModalView, PlainTextOption } from '@slack/types';
import { plain, section } from './blocks.ts';
import type { Startable } from './catalogue.ts';
import { PICK_FORM, PICK_RUNBOOK, VALUE } from './ids.ts';
import { md } from './mrkdwn.ts';

/** Where a start comes from, kept while its runbook is picked. */
export interface PickAbout {
  readonly channel?: string;
  /** Address of the message that it is about. */
  readonly context?: string;
}

export const readPickAbout = (metadata: string): PickAbout => JSON.parse(metadata);

/** A select holds 100 options (https://docs.slack.dev/reference/block-kit/block-elements/select-menu-element). */
const MOST = 100;

const option = ({ id, title, environments }: Startable): PlainTextOption => ({
  text: plain(title, 75),
  description: plain(`${id} · ${environments.join(', ')}`, 75),
  value: id,
});

const fits = ({ id }: Startable): boolean => id.length <= 75;

/** Which runbook, where no channel lists them: from a shortcut and from App Home. */
export function pickRunbookForm(offers: readonly Startable[], about: PickAbout): ModalView {
  const options = offers.filter(fits).slice(0, MOST).map(option);
  const frame = {
    type: 'modal' as const,
    title: plain('Start a runbook', 24),
    close: plain('Cancel', 24),
    private_metadata: JSON.stringify(about),
  };
  if (options.length === 0) return { ...frame, blocks: [section(md`There is no runbook that you may start here.`)] };
  return {
    ...frame,
    callback_id: PICK_FORM,
    submit: plain('Next', 24),
    blocks: [
      {
        type: 'input',
        block_id: PICK_RUNBOOK,
        label: plain('Runbook', 150),
        element: { type: 'static_select', action_id: VALUE, placeholder: plain('Choose', 150), options },
      },
    ],
  };
}
