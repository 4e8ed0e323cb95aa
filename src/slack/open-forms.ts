import type { ModalView } from '@slack/types';
import type { Form } from '#engine/api.ts';
import type { Parts } from './interaction.ts';
import { unfit } from './unfit.ts';
import type { Message } from './views/blocks.ts';
import { detailsModal } from './views/details.ts';
import { note } from './views/note.ts';
import { type Given, type StartAbout, startForm } from './views/start-form.ts';

/** Somebody who did something a moment ago, which allows one form to be opened within 3 seconds. */
export interface Moment {
  readonly by: string;
  readonly trigger: string;
  readonly channel?: string;
}

/** What was typed behind the name of a runbook, by input, and `reason` and `environment` where no input is called so. */
export type Typed = Readonly<Record<string, string>>;

interface Drawn {
  readonly view: ModalView;
}

/** `environment` is chosen before the form is asked for, since its inputs' defaults depend on it. */
function givenOf({ inputs, runbook }: Form, typed: Typed): Given | { readonly refused: string } {
  const names = new Set(inputs.map(({ name }) => name));
  const { reason, environment, ...rest } = Object.fromEntries(Object.entries(typed).filter(([key]) => !names.has(key)));
  const [stray] = Object.keys(rest);
  if (stray !== undefined) {
    const asked = [...names, 'environment', 'reason'].join(', ');
    return { refused: `${runbook.id} asks for no "${stray}". It takes ${asked}.` };
  }
  const secret = inputs.find((input) => input.secret && input.name in typed);
  if (secret)
    return {
      refused: `"${secret.name}" is secret: it is never taken from Slack. What you typed stands in nobody's history but Slack's own.`,
    };
  const own = Object.fromEntries(Object.entries(typed).filter(([key]) => names.has(key)));
  const misfits = inputs.flatMap((input) => unfit(input, own[input.name]) ?? []);
  if (misfits.length > 0) return { refused: misfits.join(' ') };
  return { inputs: own, ...(reason ? { reason } : {}) };
}

/** The form of a start, filled in as far as something is known, or why there is none. */
export async function drawStartForm(
  { engine }: Pick<Parts, 'engine'>,
  { runbook, by, typed = {} }: { readonly runbook: string; readonly by: string; readonly typed?: Typed },
  from: Pick<StartAbout, 'channel' | 'context'>,
): Promise<Drawn | { readonly refused: string }> {
  const form = await engine.form(by, from.channel, runbook, typed['environment']);
  if ('refused' in form) return form;
  const asked = typed['environment'];
  const isOther = asked !== undefined && asked !== form.environment.id;
  if (isOther && !form.inputs.some(({ name }) => name === 'environment'))
    return { refused: `You may not start ${runbook} in "${asked}" from here, but in ${form.environments.join(', ')}.` };
  const given = givenOf(form, typed);
  return 'refused' in given ? given : { view: startForm(form, from, given) };
}

/** Opens the form of a start, or says why not. */
export async function openStartForm(
  parts: Parts,
  what: { readonly runbook: string; readonly typed?: Typed },
  { by, trigger, channel }: Moment,
): Promise<Message | undefined> {
  const drawn = await drawStartForm(parts, { ...what, by }, channel ? { channel } : {});
  if ('refused' in drawn) return note(drawn.refused);
  await parts.client.views.open({ trigger_id: trigger, view: drawn.view });
  return undefined;
}

/** Opens what is known of a run, or says that there is none. */
export async function openDetails(
  { engine, client, sight }: Parts,
  run: string,
  { by, trigger }: Moment,
): Promise<Message | undefined> {
  const view = await engine.view(run);
  if (!view) return note(`There is no run ${run} any more.`);
  const hidden = await sight.hidden(by, view.channel);
  if (hidden) return note(hidden);
  await client.views.open({ trigger_id: trigger, view: detailsModal(view) });
  return undefined;
}
