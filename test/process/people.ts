import { isObject } from '#domain/json.ts';
import type { SeenMessage } from '#practice/slack/sight.ts';
import type { Modal } from '#practice/slack/workspace.ts';
import { alice, bob, type Practice } from './practice.ts';
import { until } from './until.ts';

/** A button on a message, as a person finds it. */
export interface Button {
  readonly ts: string;
  readonly actionId: string;
  readonly value: string;
}

const isFilled = (found: readonly unknown[]): boolean => found.length > 0;

function buttonsOn({ ts, blocks, replies }: SeenMessage): readonly Button[] {
  const elements = blocks.flatMap((block) =>
    isObject(block) && Array.isArray(block['elements']) ? block['elements'] : [],
  );
  const own = elements.flatMap((element) =>
    isObject(element) && element['type'] === 'button'
      ? [{ ts, actionId: String(element['action_id']), value: String(element['value']) }]
      : [],
  );
  return [...own, ...replies.flatMap(buttonsOn)];
}

/** Everything that Bob can press to do this to a run, `4F3W…`, or to one of its steps, `4F3W….kafka`. */
export async function buttons({ state }: Practice, about: string, actionId: string): Promise<readonly Button[]> {
  const { slack } = await state(bob);
  const all = slack.places.flatMap(({ messages }) => messages.flatMap(buttonsOn));
  return all.filter((button) => button.actionId === actionId && button.value.startsWith(about));
}

/** What stands open before this person. */
export const modals = async ({ state }: Practice, as: string): Promise<readonly Modal[]> =>
  (await state(as)).slack.modals;

/** Fills in the form that opens for this person, and sends it. */
export async function answerForm(
  practice: Practice,
  as: string,
  values: Readonly<Record<string, string>>,
): Promise<void> {
  const forms = async () => (await modals(practice, as)).filter(({ content }) => content['submit'] !== undefined);
  const viewId = (await until(forms, isFilled)).at(-1)?.id ?? '';
  const shown = await practice.act(as, 'submit', { viewId, values });
  if (!shown.ok) throw new Error(`The form was not taken: ${JSON.stringify(shown)}`);
}

/** Alice types the command and fills in the form. Inputs are those of the environment `prod`. */
export async function start(
  practice: Practice,
  runbook: string,
  inputs: Readonly<Record<string, string>>,
): Promise<void> {
  await practice.act(alice, 'command', { channel: 'C0PRODOPS', line: `/runbook start ${runbook}` });
  const fields = Object.entries(inputs).map(([name, value]) => [`input:prod:${name}`, value]);
  await answerForm(practice, alice, { reason: 'drill', ...Object.fromEntries(fields) });
}

/** Bob presses what he has just seen, whether it is still there or not. */
export async function pressAll(practice: Practice, seen: Awaited<ReturnType<typeof buttons>>): Promise<void> {
  for (const { value: _, ...button } of seen) await practice.act(bob, 'click', button);
}

/** Bob waits for the button and presses it. */
export const press = async (practice: Practice, about: string, actionId: string): Promise<void> =>
  pressAll(practice, await until(() => buttons(practice, about, actionId), isFilled));
