import type { BlockAction, StaticSelectAction } from '@slack/bolt';
import type { Started } from '#engine/api.ts';
import { inputValues, typed } from '../form-values.ts';
import { type ButtonClick, placeOf, privately, type Register, teamOf } from '../interaction.ts';
import { openStartForm } from '../open-forms.ts';
import { CHANNEL, ENVIRONMENT, inputBlock, REASON, START, START_FORM } from '../views/ids.ts';
import { refusedForm } from '../views/refused-form.ts';
import { readStartAbout, type StartAbout, startForm } from '../views/start-form.ts';

type Problems = Extract<Started, { problems: unknown }>['problems'];

/** Under the field it is about; what is about no field of this form, under *Why now*. */
function errorsOf(
  problems: Problems,
  { environment }: StartAbout,
  blocks: ReadonlySet<string>,
): Record<string, string> {
  const block = (name: string): string =>
    [inputBlock(environment, name), name === 'environment' ? ENVIRONMENT : name].find((id) => blocks.has(id)) ?? REASON;
  const errors: Record<string, string> = {};
  for (const { name, message } of problems) {
    const at = block(name);
    errors[at] = errors[at] ? `${errors[at]} ${message}` : message;
  }
  return errors;
}

/** Starting a runbook: the catalogue's button, the choice of an environment, the form. */
export const register: Register = (app, parts) => {
  app.action<ButtonClick>(START, async ({ ack, action, body, respond }) => {
    await ack();
    const { channel } = placeOf(body);
    const moment = { by: body.user.id, trigger: body.trigger_id, channel };
    const answer = await openStartForm(parts, { runbook: action.value ?? '' }, moment);
    if (answer) await respond(privately(answer));
  });

  app.action<BlockAction<StaticSelectAction>>(ENVIRONMENT, async ({ ack, action, body }) => {
    await ack();
    const { view } = body;
    if (!view) return;
    const { runbook, environment: _, given, ...from } = readStartAbout(view.private_metadata);
    const form = await parts.engine.form(body.user.id, from.channel, runbook, action.selected_option.value);
    const drawn = 'refused' in form ? refusedForm(form.refused) : startForm(form, from, given);
    await parts.client.views.update({ view_id: view.id, hash: view.hash, view: drawn });
  });

  // Acknowledged with the answer, because a form that is closed shows no mistakes. If that takes too long, Slack says so and keeps the form:
  // its id is the start's key, so pressing Start again answers with the run that has begun.
  app.view(START_FORM, async ({ ack, body, view }) => {
    const about = readStartAbout(view.private_metadata);
    const { values } = view.state;
    const channel = about.channel ?? typed(values, CHANNEL);
    const started = await parts.engine.start({
      runbook: about.runbook,
      environment: about.environment,
      inputs: inputValues(values),
      reason: typed(values, REASON),
      by: body.user.id,
      ...teamOf(body.user),
      surface: parts.surface,
      startKey: view.id,
      ...(channel ? { channel } : {}),
      ...(about.context ? { context: about.context } : {}),
    });
    if ('run' in started) await ack();
    else
      await ack({ response_action: 'errors', errors: errorsOf(started.problems, about, new Set(Object.keys(values))) });
  });
};
