import { type ButtonClick, placeOf, type Register, saying, teamOf, wordsOf } from '../interaction.ts';
import { decideAction, PLAIN } from '../views/ids.ts';

/** The buttons that decide by the click: approve, retry, look again, it happened, it did not, roll back, stop. */
export const register: Register = (app, { engine }) => {
  for (const verb of PLAIN)
    app.action<ButtonClick>(decideAction(verb), async ({ ack, action, body, respond }) => {
      await ack();
      const { thread, ...message } = placeOf(body);
      const answer = await engine.decide({
        verb,
        by: body.user.id,
        ...teamOf(body.user),
        value: action.value ?? '',
        message,
      });
      const words = wordsOf(answer);
      if (words) await respond(saying(words, thread));
    });
};
