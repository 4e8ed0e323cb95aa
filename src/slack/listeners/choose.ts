import { chosen } from '../form-values.ts';
import { type ButtonClick, placeOf, type Register, saying, teamOf, wordsOf } from '../interaction.ts';
import { CHOOSE, PICK } from '../views/ids.ts';

/** The options of a choice. Picking one only moves the mark; *Continue* decides. */
export const register: Register = (app, { engine }) => {
  app.action(PICK, ({ ack }) => ack());

  app.action<ButtonClick>(CHOOSE, async ({ ack, action, body, respond }) => {
    await ack();
    const { thread, ...message } = placeOf(body);
    const option = chosen(body.state?.values ?? {}, PICK);
    if (option === undefined) return void (await respond(saying('Pick an option first.', thread)));
    const value = action.value ?? '';
    const words = wordsOf(
      await engine.decide({ verb: 'choose', by: body.user.id, ...teamOf(body.user), value, option, message }),
    );
    if (words) await respond(saying(words, thread));
  });
};
