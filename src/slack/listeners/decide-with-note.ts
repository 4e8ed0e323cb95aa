import { typed } from '../form-values.ts';
import { type ButtonClick, ephemeral, placeOf, type Register, teamOf, wordsOf } from '../interaction.ts';
import { NOTE_FIELD, NOTED, type NotedVerb, noteAction } from '../views/ids.ts';
import { noteForm, readNoteAbout } from '../views/note-form.ts';

/** These ask for more and have listeners of their own. */
const ELSEWHERE: ReadonlySet<NotedVerb> = new Set(['done', 'break-glass']);

/** The buttons that ask for a sentence first: reject, skip, failed, take over, reviewed. */
export const register: Register = (app, { engine, client }) => {
  for (const verb of NOTED.filter((each) => !ELSEWHERE.has(each))) {
    app.action<ButtonClick>(noteAction(verb), async ({ ack, action, body }) => {
      await ack();
      const about = { value: action.value ?? '', ...placeOf(body) };
      await client.views.open({ trigger_id: body.trigger_id, view: noteForm(verb, about) });
    });

    app.view(noteAction(verb), async ({ ack, body, view }) => {
      await ack();
      const { thread, value, ...message } = readNoteAbout(view.private_metadata);
      const by = body.user.id;
      const answer = await engine.decide({
        verb,
        by,
        ...teamOf(body.user),
        value,
        message,
        note: typed(view.state.values, NOTE_FIELD),
      });
      const words = wordsOf(answer);
      if (words) await client.chat.postEphemeral(ephemeral(words, { user: by, channel: message.channel, thread }));
    });
  }
};
