import type { Input } from '#domain/runbook.ts';
import { splitTemplate } from '#runbook/expression/template.ts';

/** How many characters a text with expressions has when they are as long as they can be, as far as that is known: of what knows no limit none is counted. */
export function mostCharacters(text: string, inputs: readonly Input[]): number {
  const { holes } = splitTemplate(text);
  const written = text.length - holes.reduce((sum, { start, end }) => sum + end - start, 0);
  return holes.reduce((sum, { expression }) => sum + mostOf(expression, inputs), written);
}

/** Why a run was started has at most this many characters. */
const reason = 200;

function mostOf(expression: string, inputs: readonly Input[]): number {
  if (expression === 'run.reason') return reason;
  const input = inputs.find(({ name }) => expression === `inputs.${name}`);
  if (input?.enum) return Math.max(...input.enum.map((choice) => String(choice).length));
  return input?.maxLength ?? 0;
}
