import type { ChoiceCard, EscalationCard, ManualCard, NoticeCard, ReminderCard } from '#domain/card-view.ts';
import type { ChooseOption, Input } from '#domain/runbook.ts';
import { defaultOf } from '#runbook/inputs.ts';
import type { Offered } from '../input.ts';
import type { MessageRow } from '../message-rows.ts';
import type { AskRow } from '../rows.ts';
import { pathTo } from '../run.ts';
import { base, text } from './card-base.ts';
import type { Seen } from './seen.ts';

/** Somebody has to do something. */
export function manualCard(seen: Seen, row: MessageRow, ask: AskRow): ManualCard {
  const step = stepAt(seen, row);
  return {
    kind: 'manual',
    ...base(seen, row, ask.ask),
    text: text(inputAt(seen, row)?.['text']),
    assign: assignees(seen, ask),
    ...(ask.assignee ? { assignee: ask.assignee } : {}),
    fields: step?.kind === 'manual' ? step.fields.map((field) => withDefault(seen, field)) : [],
    closesAt: ask.closesAt,
  };
}

/** Somebody has to say how to go on. */
export function choiceCard(seen: Seen, row: MessageRow, ask: AskRow): ChoiceCard {
  const step = stepAt(seen, row);
  const input = inputAt(seen, row);
  const offered = (input?.['options'] ?? []) as unknown as readonly Offered[];
  const options = step?.kind === 'choose' ? step.options : [];
  return {
    kind: 'choice',
    ...base(seen, row, ask.ask),
    question: text(input?.['question']),
    options: offered.map((option) => ({
      ...option,
      suggested: option.id === input?.['suggested'],
      leads: leads(options.find(({ id }) => id === option.id)),
    })),
    assign: assignees(seen, ask),
    closesAt: ask.closesAt,
  };
}

export const noticeCard = (seen: Seen, row: MessageRow): NoticeCard => ({
  kind: 'notice',
  ...base(seen, row),
  text: text(row.facts['text']),
});

/** Over as soon as the step is answered. */
export function reminderCard(seen: Seen, row: MessageRow): ReminderCard | undefined {
  const ask = seen.asks.find((one) => one.ask === row.facts['ask']);
  if (!ask) return undefined;
  return {
    kind: 'reminder',
    ...base(seen, row, ask.ask),
    assign: assignees(seen, ask),
    closesAt: ask.closesAt,
  };
}

/** Over as soon as the ask is. */
export function escalationCard(seen: Seen, row: MessageRow): EscalationCard | undefined {
  const ask = seen.asks.find((one) => one.ask === row.facts['ask']);
  if (!ask) return undefined;
  const groups = row.facts['groups'] as readonly string[];
  const { openedAt, closesAt } = ask;
  return { kind: 'escalation', ...base(seen, row, ask.ask), groups, askedAt: openedAt, closesAt };
}

const stepAt = ({ loaded }: Seen, { facts }: MessageRow) => pathTo(loaded.definition, text(facts['step'])).at(-1);

const inputAt = ({ results }: Seen, { facts }: MessageRow) =>
  results.find(({ instance }) => instance === facts['instance'])?.input;

const assignees = ({ loaded }: Seen, { assign }: AskRow): readonly string[] =>
  assign.length ? assign : loaded.definition.environment.start;

function withDefault({ loaded }: Seen, field: Input): Input {
  const value = defaultOf(field, loaded.definition.environment);
  return value === undefined ? field : { ...field, default: value };
}

/** What follows an option, in a few words. */
function leads(option: ChooseOption | undefined): string {
  const count = option?.steps.length ?? 0;
  const steps = count === 0 ? [] : [count === 1 ? '1 step' : `${count} steps`];
  const end = option?.end ? [`the run ends as ${option.end}`] : [];
  return [...steps, ...end].join(', then ') || 'the run goes on';
}
