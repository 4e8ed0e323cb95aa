import type { Answer } from '#engine/api.ts';
import { fieldsOf } from '../fields-of.ts';
import { inputValues, typed } from '../form-values.ts';
import { type ButtonClick, ephemeral, placeOf, type Register, teamOf, wordsOf } from '../interaction.ts';
import { FIELDS, inputBlock, NOTE_FIELD, noteAction } from '../views/ids.ts';
import { inputField } from '../views/input-field.ts';
import { noteForm, readNoteAbout } from '../views/note-form.ts';

const errorsOf = ({ problems }: Extract<Answer, { problems: unknown }>): Record<string, string> =>
  Object.fromEntries(problems.map(({ name, message }) => [name ? inputBlock(FIELDS, name) : NOTE_FIELD, message]));

/** *Mark done…* of a manual step, with what the step wants to know. */
export const register: Register = (app, { engine, client }) => {
  app.action<ButtonClick>(noteAction('done'), async ({ ack, action, body }) => {
    await ack();
    const about = { value: action.value ?? '', ...placeOf(body) };
    const fields = await fieldsOf(engine, about.value);
    await client.views.open({
      trigger_id: body.trigger_id,
      view: noteForm(
        'done',
        about,
        fields.map((field) => inputField(field, FIELDS)),
      ),
    });
  });

  // Acknowledged with the answer, because a form that is closed shows no mistakes. Pressed again, it is too late for a second answer.
  app.view(noteAction('done'), async ({ ack, body, view }) => {
    const { thread, value, ...message } = readNoteAbout(view.private_metadata);
    const { values } = view.state;
    const by = body.user.id;
    const told = { fields: inputValues(values), note: typed(values, NOTE_FIELD) };
    const answer = await engine.decide({ verb: 'done', by, ...teamOf(body.user), value, message, ...told });
    if ('problems' in answer) return ack({ response_action: 'errors', errors: errorsOf(answer) });
    await ack();
    const words = wordsOf(answer);
    if (words) await client.chat.postEphemeral(ephemeral(words, { user: by, channel: message.channel, thread }));
  });
};
