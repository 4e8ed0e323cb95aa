import type { BlockAction, OverflowAction } from '@slack/bolt';
import type { RunView } from '#domain/run-view.ts';
import { privately, type Register, saying } from '../interaction.ts';
import { openStartForm, type Typed } from '../open-forms.ts';
import { markdownModal } from '../views/as-markdown.ts';
import { AGAIN, MORE } from '../views/ids.ts';

/** What it was started with, except for what was left out, and for secrets, which are never shown. */
const typedOf = ({ inputs, environment }: RunView): Typed => ({
  ...Object.fromEntries(
    inputs.filter(({ value }) => value !== '–' && !value.startsWith('secret')).map(({ name, value }) => [name, value]),
  ),
  environment: environment.id,
});

/** The overflow menu of a run that has ended. */
export const register: Register = (app, parts) => {
  app.action<BlockAction<OverflowAction>>(MORE, async ({ ack, action, body, respond }) => {
    await ack();
    const [what, id = ''] = action.selected_option.value.split(' ');
    const run = await parts.engine.view(id);
    if (!run) return void (await respond(saying('That run is not kept any more.')));
    const hidden = await parts.sight.hidden(body.user.id, run.channel);
    if (hidden) return void (await respond(saying(hidden)));
    const moment = {
      by: body.user.id,
      trigger: body.trigger_id,
      ...(body.channel ? { channel: body.channel.id } : {}),
    };
    if (what !== AGAIN)
      return void (await parts.client.views.open({ trigger_id: moment.trigger, view: markdownModal(run) }));
    const answer = await openStartForm(parts, { runbook: run.runbook.id, typed: typedOf(run) }, moment);
    if (answer) await respond(privately(answer));
  });
};
