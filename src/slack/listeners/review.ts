import { findAsk } from '../find-ask.ts';
import { formAnswer } from '../form-answer.ts';
import { typed } from '../form-values.ts';
import type { Parts } from '../interaction.ts';
import { type ButtonClick, placeOf, type Register, saying, teamOf } from '../interaction.ts';
import { REVIEW, REVIEW_FORM, TYPED } from '../views/ids.ts';
import { refusedForm } from '../views/refused-form.ts';
import { type ReviewAbout, readReviewAbout, reviewForm } from '../views/review.ts';

const OVER = 'This card is no longer current. App Home and the thread show the newest.';

/** The card that the form was opened from; none in App Home. */
const messageOf = ({ channel, ts }: ReviewAbout) => (channel && ts ? { message: { channel, ts } } : {});

async function open({ engine, client, sight }: Parts, body: ButtonClick, value: string): Promise<string | undefined> {
  const found = await findAsk(engine, value);
  if (!found) return OVER;
  const openedFor = body.user.id;
  const hidden = await sight.hidden(openedFor, found.run.channel);
  if (hidden) return hidden;
  const place = placeOf(body);
  const about: ReviewAbout = { value, openedFor, planHash: found.card.planHash, ...(place.ts ? place : {}) };
  await client.views.open({ trigger_id: body.trigger_id, view: reviewForm(found, about) });
  return undefined;
}

/** *Approve…* of a card that asks to type a name, and *Review…* of App Home: the whole plan, with *Approve* below it. */
export const register: Register = (app, parts) => {
  app.action<ButtonClick>(REVIEW, async ({ ack, action, body, respond }) => {
    await ack();
    const trouble = await open(parts, body, action.value ?? '');
    if (!trouble) return;
    if (body.response_url) await respond(saying(trouble, placeOf(body).thread));
    else await parts.client.views.open({ trigger_id: body.trigger_id, view: refusedForm(trouble) });
  });

  // Acknowledged with the answer: a refusal stands where the form stood, wherever it was opened.
  app.view(REVIEW_FORM, async ({ ack, body, view }) => {
    const about = readReviewAbout(view.private_metadata);
    const name = typed(view.state.values, TYPED);
    const answer = await parts.engine.decide({
      verb: 'approve',
      by: body.user.id,
      ...teamOf(body.user),
      value: about.value,
      form: { openedFor: about.openedFor, planHash: about.planHash },
      ...messageOf(about),
      ...(name ? { typed: name } : {}),
    });
    await ack(formAnswer(answer));
  });
};
