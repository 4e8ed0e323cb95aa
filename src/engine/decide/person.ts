import { readInputs } from '#runbook/inputs.ts';
import type { Answer, Refused } from '../api.ts';
import type { Offered } from '../input.ts';
import type { AskRow, ResultRow } from '../rows.ts';
import { stepOf } from '../run.ts';
import { answerable, close, voteOf } from './answerable.ts';
import { type Click, no } from './click.ts';
import { admitted, type Judged } from './may-order.ts';

/** Who it is assigned to, or who may start. To whom it was handed over changes nothing: everybody of the groups may still do it. */
export const mayAnswer = (click: Click, ask: AskRow, doing: string): Judged | Refused =>
  admitted(click, answerers(click, ask), doing);

export const answerers = ({ loaded }: Click, { assign }: AskRow): readonly string[] =>
  assign.length ? assign : loaded.definition.environment.start;

/** A manual step is done, with what it asks for, or failed. */
export async function finish(click: Click): Promise<Answer> {
  const { loaded, decision } = click;
  const ask = await answerable(click, 'manual');
  if ('refused' in ask) return ask;
  const may = mayAnswer(click, ask, 'finish this step');
  if ('refused' in may) return may;
  const says = decision.verb === 'done' ? 'done' : 'failed';
  const used: AskRow = { ...ask, votes: [...ask.votes, voteOf(click, says)], state: 'used' };
  if (says === 'failed') return close(click, used, { name: 'FAILED' }, may);
  const step = stepOf(loaded.definition, ask.step);
  const fields = step.kind === 'manual' ? step.fields : [];
  const read = readInputs(fields, decision.fields ?? {}, loaded.definition.environment);
  if ('problems' in read) return read;
  if (fields.length === 0) return close(click, used, { name: 'DONE' }, may);
  await keepOutputs(click, ask, read.values);
  return close(click, used, { name: 'DONE' }, { ...may, outputs: read.values });
}

/** One of the options that were offered when it was asked. */
export async function choose(click: Click): Promise<Answer> {
  const { decision } = click;
  const ask = await answerable(click, 'choice');
  if ('refused' in ask) return ask;
  const may = mayAnswer(click, ask, 'choose here');
  if ('refused' in may) return may;
  const offered = ((await resultOf(click, ask))?.input?.['options'] ?? []) as unknown as readonly Offered[];
  const option = offered.find(({ id }) => id === decision.option);
  if (!option) return no(`Choose one of ${offered.map(({ label }) => label).join(', ')}.`);
  await keepOutputs(click, ask, { option: option.id });
  const vote = { ...voteOf(click, 'choose'), note: option.label };
  const chosen: AskRow = { ...ask, votes: [...ask.votes, vote], state: 'used' };
  return close(click, chosen, { name: 'CHOSEN', option: option.id }, { ...may, note: option.label });
}

const instanceOf = ({ ask }: AskRow): string => ask.slice(0, ask.lastIndexOf('@'));

const resultOf = ({ tx }: Click, ask: AskRow): Promise<ResultRow | undefined> =>
  tx.results.get(ask.run, instanceOf(ask));

/** Before the machine is told: what comes next may read them. */
async function keepOutputs(click: Click, ask: AskRow, outputs: ResultRow['outputs']): Promise<void> {
  const row = await resultOf(click, ask);
  if (row) await click.tx.results.put({ ...row, outputs });
}
