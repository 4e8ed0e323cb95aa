import { type ButtonClick, placeOf, type Register, saying } from '../interaction.ts';
import { fullPlanModal } from '../views/full-plan.ts';
import { FULL_PLAN } from '../views/ids.ts';

/** The exact requests behind an approval. */
export const register: Register = (app, { engine, client, sight }) => {
  app.action<ButtonClick>(FULL_PLAN, async ({ ack, action, body, respond }) => {
    await ack();
    const [run = '', ask = ''] = (action.value ?? '').split('.', 2);
    const [plan, view] = await Promise.all([engine.fullPlan(run, ask), engine.view(run)]);
    const hidden = await sight.hidden(body.user.id, view?.channel);
    if (hidden) await respond(saying(hidden, placeOf(body).thread));
    else if (plan) await client.views.open({ trigger_id: body.trigger_id, view: fullPlanModal(plan) });
    else await respond(saying('This plan is not kept any more.', placeOf(body).thread));
  });
};
