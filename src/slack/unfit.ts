import type { Input } from '#domain/runbook.ts';

const outside = ({ name, min, max }: Input, value: number): string | undefined => {
  if (min !== undefined && value < min) return `"${name}" is at least ${min}.`;
  return max !== undefined && value > max ? `"${name}" is at most ${max}.` : undefined;
};

/** Why Slack would refuse a form with this text in the input's field. */
export function unfit(input: Input, text: string | undefined): string | undefined {
  if (text === undefined) return undefined;
  const { name, type, maxLength = Infinity } = input;
  if (type === 'string' && text.length > maxLength) return `"${name}" has at most ${maxLength} characters.`;
  if (type !== 'integer' && type !== 'number') return undefined;
  const value = text.trim() === '' ? Number.NaN : Number(text);
  if (type === 'integer' ? Number.isInteger(value) : Number.isFinite(value)) return outside(input, value);
  return `"${name}" takes ${type === 'integer' ? 'a whole number' : 'a number'}.`;
}
