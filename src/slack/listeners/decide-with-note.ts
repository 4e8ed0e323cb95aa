import { typed } from '../form-values.ts';
import { type ButtonClick, ephemeral, placeOf, type Register, wordsOf } from '../interaction.ts';
import { NOTE_FIELD, NOTED, noteAction } from '../views/ids.ts';
import { noteForm, readNoteAbout } from '../views/note-form.ts';

/** The buttons that ask for a sentence first: reject, skip, failed, take over. *Done* may ask for more and has a listener of its own. */
export const register: Register = (app, { engine, client }) => {
  for (const verb of NOTED.filter((each) => each !== 'done')) {
    app.action<ButtonClick>(noteAction(verb), async ({ ack, action, body }) => {
      await ack();
      const about = { value: action.value ?? '', ...placeOf(body) };
      await client.views.open({ trigger_id: body.trigger_id, view: noteForm(verb, about) });
    });

    app.view(noteAction(verb), async ({ ack, body, view }) => {
      await ack();
      const { thread, value, ...message } = readNoteAbout(view.private_metadata);
      const by = body.user.id;
      const answer = await engine.decide({ verb, by, value, message, note: typed(view.state.values, NOTE_FIELD) });
      const words = wordsOf(answer);
      if (words) await client.chat.postEphemeral(ephemeral(words, { user: by, channel: message.channel, thread }));
    });
  }
};
