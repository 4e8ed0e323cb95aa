import { type Message, message, section } from './blocks.ts';
import { type Mrkdwn, md } from './mrkdwn.ts';

/** Said under a run's message that somebody deleted. */
export const movedMessage = (here: Mrkdwn): Message => {
  const said = md`The run's message was deleted. The run goes on, and is shown ${here}.`;
  return message(said, [section(said)]);
};
