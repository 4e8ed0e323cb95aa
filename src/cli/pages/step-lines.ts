import { sayDuration } from '#domain/duration.ts';
import type { Json } from '#domain/json.ts';
import { sayEntries, tighten } from '#domain/policy.ts';
import type { ActionStep, ChooseStep, ManualStep, Step, Undo, VerifyCheck } from '#domain/runbook.ts';
import type { Signatures } from '#domain/signatures.ts';
import { code, flat, inline } from './markdown.ts';

/** Steps as a numbered list, those inside others indented below them. */
export const stepLines = (steps: readonly Step[], signatures: Signatures, indent = ''): readonly string[] =>
  steps.flatMap((step, i) => [
    `${indent}${i + 1}. **${inline(step.title)}** (${code(step.id)})`,
    ...[...always(step), ...own(step, signatures)].map((line) => `${indent}   - ${line}`),
    ...inside(step, signatures, `${indent}   `),
  ]);

const always = (step: Step): readonly string[] => [
  ...(step.if === undefined ? [] : [`Only if ${code(step.if)}.`]),
  ...('forEach' in step && step.forEach
    ? [`Once for each of ${code(said(step.forEach.items))}, ${step.forEach.maxParallel} at a time.`]
    : []),
  ...('together' in step && step.together ? ['All plans are asked on one card.'] : []),
];

function own(step: Step, signatures: Signatures): readonly string[] {
  switch (step.kind) {
    case 'action':
      return action(step, signatures);
    case 'check':
      return [checkLine('Reads', step)];
    case 'wait':
      return [`Waits ${sayDuration(step.for)}.`];
    case 'manual':
      return manual(step);
    case 'choose':
      return [`Asks: ${flat(step.question)}`];
    case 'notify':
      return [`Tells ${code(step.channel)}: ${flat(step.text)}`];
    case 'runbook':
      return [`Runs ${code(step.uses)} as a part of this one${withLine(step.with)}.`];
    default:
      return [];
  }
}

function action(step: ActionStep, signatures: Signatures): readonly string[] {
  const signature = signatures.get(step.uses);
  return [
    `${code(step.uses)}${withLine(step.with)}: ${inline(signature?.summary ?? '')}`,
    ...(step.impact ? [`Users will notice: ${inline(step.impact)}`] : []),
    ...(step.approve.length > 0 ? [`Asks more people: ${extra(step)}.`] : []),
    ...step.verify.map((check) => checkLine('Proven by', check)),
    ...(step.verifiedBy === undefined ? [] : [`Proven later by ${code(step.verifiedBy)}.`]),
    ...(step.settle > 0 ? [`Has to stay well for ${sayDuration(step.settle)}.`] : []),
    undoLine(step.undo, signature?.undo),
  ];
}

const extra = ({ approve }: ActionStep): string => {
  const nobody = { entries: [], requester: true, within: Number.MAX_SAFE_INTEGER, validFor: Number.MAX_SAFE_INTEGER };
  return inline(sayEntries(tighten(nobody, approve)) || 'a shorter time, or not who asked for it');
};

function undoLine(undo: Undo, own: 'auto' | 'nothing' | 'impossible' | undefined): string {
  if (undo.kind === 'none') return `Not put back by rolling back: ${inline(undo.reason)}`;
  if (undo.kind === 'steps') return `Put back by ${undo.steps.map(({ title }) => inline(title)).join(', ')}.`;
  if (own === 'auto') return 'Put back by rolling back.';
  return own === 'nothing' ? 'Leaves nothing to put back.' : 'Cannot be put back.';
}

const checkLine = (how: string, { uses, with: input, within, expect }: VerifyCheck): string =>
  `${how} ${code(uses)}${withLine(input)}${within > 0 ? `, within ${sayDuration(within)}` : ''}${expect === undefined ? '' : `, expects ${code(expect)}`}.`;

const withLine = (input: Readonly<Record<string, unknown>>): string => {
  const pairs = Object.entries(input).map(([name, value]) => code(`${name}: ${said(value as Json)}`));
  return pairs.length > 0 ? ` (${pairs.join(', ')})` : '';
};

const said = (json: Json): string => (typeof json === 'string' ? json : JSON.stringify(json));

const manual = ({ text, assign, fields, timeout }: ManualStep): readonly string[] => [
  `By hand${assign.length > 0 ? `, by ${assign.map((name) => `@${name}`).join(' or ')}` : ''}, within ${sayDuration(timeout)}: ${flat(text)}`,
  ...fields.map(({ title }) => `Asks for ${inline(title)}.`),
];

function inside(step: Step, signatures: Signatures, indent: string): readonly string[] {
  switch (step.kind) {
    case 'group':
    case 'runbook':
      return stepLines(step.steps, signatures, indent);
    case 'parallel':
      return step.branches.flatMap(({ id, steps }) => [
        `${indent}- At the same time, ${code(id)}:`,
        ...stepLines(steps, signatures, `${indent}  `),
      ]);
    case 'choose':
      return options(step, signatures, indent);
    default:
      return [];
  }
}

const options = (step: ChooseStep, signatures: Signatures, indent: string): readonly string[] =>
  step.options.flatMap(({ label, description, end, steps }) => [
    `${indent}- *${inline(label)}*${description ? `: ${inline(description)}` : ''}${end ? ` The run ends as ${end}.` : ''}`,
    ...stepLines(steps, signatures, `${indent}  `),
  ]);
