import { findAsk } from '../find-ask.ts';
import { formAnswer } from '../form-answer.ts';
import { typed } from '../form-values.ts';
import { type ButtonClick, placeOf, type Register, teamOf } from '../interaction.ts';
import { INCIDENT, NOTE_FIELD, noteAction, TYPED } from '../views/ids.ts';
import { noteForm, readNoteAbout } from '../views/note-form.ts';
import { incidentField, typedField } from '../views/typed-field.ts';

/** *Approve alone…*: needs an incident, and is told to the security channel. */
export const register: Register = (app, { engine, client }) => {
  app.action<ButtonClick>(noteAction('break-glass'), async ({ ack, action, body }) => {
    await ack();
    const about = { value: action.value ?? '', ...placeOf(body) };
    const name = (await findAsk(engine, about.value))?.card.typed;
    const fields = [incidentField, ...(name ? [typedField(name)] : [])];
    await client.views.open({ trigger_id: body.trigger_id, view: noteForm('break-glass', about, fields) });
  });

  app.view(noteAction('break-glass'), async ({ ack, body, view }) => {
    const { thread: _, value, ...message } = readNoteAbout(view.private_metadata);
    const { values } = view.state;
    const name = typed(values, TYPED);
    const answer = await engine.decide({
      verb: 'break-glass',
      by: body.user.id,
      ...teamOf(body.user),
      value,
      message,
      note: `${typed(values, INCIDENT)} ${typed(values, NOTE_FIELD)}`.trim(),
      ...(name ? { typed: name } : {}),
    });
    await ack(formAnswer(answer));
  });
};
