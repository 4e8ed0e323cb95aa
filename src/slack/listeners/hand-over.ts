import { typed } from '../form-values.ts';
import { type ButtonClick, ephemeral, placeOf, type Register, teamOf, wordsOf } from '../interaction.ts';
import { handOverForm } from '../views/hand-over.ts';
import { HAND_OVER, HAND_OVER_FORM, NOTE_FIELD, PERSON } from '../views/ids.ts';
import { readNoteAbout } from '../views/note-form.ts';

/** *Hand over…* of a manual step. */
export const register: Register = (app, { engine, client }) => {
  app.action<ButtonClick>(HAND_OVER, async ({ ack, action, body }) => {
    await ack();
    const about = { value: action.value ?? '', ...placeOf(body) };
    await client.views.open({ trigger_id: body.trigger_id, view: handOverForm(about) });
  });

  app.view(HAND_OVER_FORM, async ({ ack, body, view }) => {
    await ack();
    const { thread, value, ...message } = readNoteAbout(view.private_metadata);
    const { values } = view.state;
    const by = body.user.id;
    const note = typed(values, NOTE_FIELD);
    const answer = await engine.decide({
      verb: 'hand-over',
      by,
      ...teamOf(body.user),
      value,
      message,
      to: typed(values, PERSON),
      ...(note ? { note } : {}),
    });
    const words = wordsOf(answer);
    if (words) await client.chat.postEphemeral(ephemeral(words, { user: by, channel: message.channel, thread }));
  });
};
