import { type ButtonClick, placeOf, privately, type Register } from '../interaction.ts';
import { openDetails } from '../open-forms.ts';
import { DETAILS } from '../views/ids.ts';

/** *Details* of a run, and *Open* on the card of a run that waits for another. */
export const register: Register = (app, parts) => {
  app.action<ButtonClick>(DETAILS, async ({ ack, action, body, respond }) => {
    await ack();
    const answer = await openDetails(parts, action.value ?? '', { by: body.user.id, trigger: body.trigger_id });
    if (answer) await respond(privately(answer, placeOf(body).thread));
  });
};
