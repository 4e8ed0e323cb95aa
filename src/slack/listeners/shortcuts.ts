import { typed } from '../form-values.ts';
import { type ButtonClick, type Parts, type Register, saying } from '../interaction.ts';
import { drawStartForm } from '../open-forms.ts';
import { PICK_FORM, PICK_RUNBOOK } from '../views/ids.ts';
import { type PickAbout, pickRunbookForm, readPickAbout } from '../views/pick-runbook.ts';
import { refusedForm } from '../views/refused-form.ts';

/** Of manifest.yml. */
const ANYWHERE = 'start_runbook';
const ON_MESSAGE = 'start_runbook_for_message';

async function pick(parts: Parts, by: string, trigger: string, about: PickAbout): Promise<void> {
  const view = pickRunbookForm(await parts.engine.offered(by, about.channel), about);
  await parts.client.views.open({ trigger_id: trigger, view });
}

/** Starting where nobody has typed a command: from anywhere, from a message, which the run then links to, and from App Home. */
export const register: Register = (app, parts) => {
  app.shortcut({ type: 'shortcut', callback_id: ANYWHERE }, async ({ ack, shortcut }) => {
    await ack();
    await pick(parts, shortcut.user.id, shortcut.trigger_id, {});
  });

  app.shortcut({ type: 'message_action', callback_id: ON_MESSAGE }, async ({ ack, shortcut, respond }) => {
    await ack();
    if (shortcut.type !== 'message_action') return;
    const { channel, message, user, trigger_id } = shortcut;
    const context = parts.names().address({ channel: channel.id, ts: message.ts });
    if (!context)
      return void (await respond(saying('This workspace has no address that a message could be linked by.')));
    await pick(parts, user.id, trigger_id, { channel: channel.id, context });
  });

  app.action<ButtonClick>(PICK_RUNBOOK, async ({ ack, body }) => {
    await ack();
    await pick(parts, body.user.id, body.trigger_id, {});
  });

  app.view(PICK_FORM, async ({ ack, body, view }) => {
    const runbook = typed(view.state.values, PICK_RUNBOOK);
    const drawn = await drawStartForm(parts, { runbook, by: body.user.id }, readPickAbout(view.private_metadata));
    await ack({ response_action: 'update', view: 'refused' in drawn ? refusedForm(drawn.refused) : drawn.view });
  });
};
