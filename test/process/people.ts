import { isObject } from '#domain/json.ts';
import type { SeenMessage } from '#practice/slack/sight.ts';
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

/** Everything that Bob can press to do this to this run. */
export async function buttons({ state }: Practice, run: string, actionId: string): Promise<readonly Button[]> {
  const { slack } = await state(bob);
  const all = slack.places.flatMap(({ messages }) => messages.flatMap(buttonsOn));
  return all.filter((button) => button.actionId === actionId && button.value.startsWith(run));
}

const theForm = async (practice: Practice, as: string): Promise<string> => {
  const look = async () => (await practice.state(as)).slack.modals;
  return (await until(look, isFilled)).at(-1)?.id ?? '';
};

/** Alice types the command and fills in the form. Fields are those of the environment `prod`. */
export async function start(
  practice: Practice,
  runbook: string,
  inputs: Readonly<Record<string, string>>,
): Promise<void> {
  await practice.act(alice, 'command', { channel: 'C0PRODOPS', line: `/runbook start ${runbook}` });
  const fields = Object.entries(inputs).map(([name, value]) => [`input:prod:${name}`, value]);
  const values = { reason: 'drill', ...Object.fromEntries(fields) };
  const viewId = await theForm(practice, alice);
  const shown = await practice.act(alice, 'submit', { viewId, values });
  if (!shown.ok) throw new Error(`${runbook} was not started: ${JSON.stringify(shown)}`);
}

/** Bob waits for the button and presses it. */
export async function press(practice: Practice, run: string, actionId: string): Promise<void> {
  const found = await until(() => buttons(practice, run, actionId), isFilled);
  for (const { value: _, ...button } of found) await practice.act(bob, 'click', button);
}
