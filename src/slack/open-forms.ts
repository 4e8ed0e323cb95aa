import type { Parts } from './interaction.ts';
import type { Message } from './views/blocks.ts';
import { detailsModal } from './views/details.ts';
import { note } from './views/note.ts';
import { startForm } from './views/start-form.ts';

/** Somebody who did something a moment ago, which allows one form to be opened within 3 seconds. */
export interface Moment {
  readonly by: string;
  readonly trigger: string;
  readonly channel?: string;
}

/** Opens the form of a start, or says why not. */
export async function openStartForm(
  { engine, client }: Parts,
  runbook: string,
  moment: Moment,
): Promise<Message | undefined> {
  const form = await engine.form(moment.by, moment.channel, runbook);
  if ('refused' in form) return note(form.refused);
  await client.views.open({ trigger_id: moment.trigger, view: startForm(form, moment.channel) });
  return undefined;
}

/** Opens what is known of a run, or says that there is none. */
export async function openDetails(
  { engine, client }: Parts,
  run: string,
  { trigger }: Moment,
): Promise<Message | undefined> {
  const view = await engine.view(run);
  if (!view) return note(`There is no run ${run} any more.`);
  await client.views.open({ trigger_id: trigger, view: detailsModal(view) });
  return undefined;
}
