import type { Json } from '#domain/json.ts';
import { Type } from '#domain/type.ts';
import type { Ctx } from './contract.ts';
import { parser } from './schema.ts';

const parse = parser(Type.Object({ healthyAt: Type.Optional(Type.Number()) }));

/** When a verify that holds now was first seen to hold without a break, as its memo has it. */
export function healthyAtOf(memo: Json | undefined): number | undefined {
  const parsed = parse(memo ?? {});
  return parsed.ok ? parsed.value.healthyAt : undefined;
}

/** The moment and the memo of a verify that holds: the memo of one that does not is empty, so that it begins anew. */
export function heldSince({ memo, now }: Ctx): { readonly at: number; readonly memo: Json } {
  const at = healthyAtOf(memo) ?? now;
  return { at, memo: { healthyAt: at } };
}
