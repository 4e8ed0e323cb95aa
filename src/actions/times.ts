import { parseDuration } from '#domain/duration.ts';
import { Failure } from '#domain/failure.ts';
import { Type } from '#domain/type.ts';
import type { Ctx } from './contract.ts';

const duration = '(?:[1-9]\\d*|0)[smh]';

export const durationSchema = (description: string, more: { default?: string } = {}) =>
  Type.String({ pattern: `^${duration}$`, description, ...more });

export const sinceSchema = Type.String({
  pattern: `^(?:${duration}|\\d{4}-\\d\\d-\\d\\dT[\\d:.]+Z)$`,
  description:
    'From when on lines count: a duration back from now (5m), or a time such as the output started_at of a restart. In the verify of a step it is the start of its oldest new task where it is left out; in a check step, the start of the step.',
});

/** A duration moves along with every read, a time stands still. In epoch milliseconds. */
export function sinceOf(since: string | undefined, ctx: Ctx): { readonly at: number; readonly slides: boolean } {
  if (since === undefined) return { at: ctx.since ?? ctx.now, slides: false };
  if (!since.includes('T')) return { at: ctx.now - parseDuration(since), slides: true };
  const at = Date.parse(since);
  if (Number.isNaN(at)) throw new Failure('user', 'bad-input', `"${since}" is not a time`);
  return { at, slides: false };
}
