import { type Message, message, section } from './blocks.ts';
import { type Mrkdwn, paragraph } from './mrkdwn.ts';

/** A sentence or two for one person. */
export const note = (text: string): Message => {
  const said: Mrkdwn = paragraph(text);
  return message(said, [section(said)]);
};
