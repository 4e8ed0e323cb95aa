import { type Message, message, section } from './blocks.ts';
import { spoken } from './mrkdwn.ts';

/** A sentence or two for one person. */
export const note = (text: string): Message => {
  const said = spoken(text);
  return message(said, [section(said)]);
};
