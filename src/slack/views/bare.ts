import type { KnownBlock } from '@slack/types';
import type { Message } from './blocks.ts';

/** Only the sentence and the buttons, for a Slack that does not take what was drawn. */
export const bare = ({ text, blocks }: Message): Message => ({
  text,
  blocks: [
    { type: 'section', text: { type: 'mrkdwn', text } } satisfies KnownBlock,
    ...blocks.filter(({ type }) => type === 'actions'),
  ],
});
