import type { ModalView } from '@slack/types';
import { plain, section } from './blocks.ts';
import { spoken } from './mrkdwn.ts';

/** In place of a form that may not be filled in any more. */
export const refusedForm = (why: string): ModalView => ({
  type: 'modal',
  title: plain('Not possible', 24),
  close: plain('Close', 24),
  blocks: [section(spoken(why))],
});
