import type { JsonObject } from '#domain/json.ts';
import type { Step } from '#domain/runbook.ts';
import type { Want } from '#machine/wants.ts';
import type { DefinitionRow, ResultRow } from './rows.ts';
import { type Loaded, pathTo, stepOf } from './run.ts';

/** What runs in a lane: a step, or one item of a repeated one. */
export interface Member {
  readonly instance: string;
  readonly step: Step;
  /** Which item it is, or is inside of; from 0. */
  readonly nth?: number;
  /** Of a roll back: what it puts back. */
  readonly undone?: Undone;
}

/** An item of an undo, as it stands in its list: an instance that has changed something, and the action that puts it back, unless steps of the author's do. */
export type Undone = { readonly instance: string; readonly action?: string; readonly with?: JsonObject };

/** `dependents~2` → 1, counted from 0; of what is not repeated, nothing. */
export function nthOf(instance: string): number | undefined {
  const number = /~(\d+)$/.exec(instance)?.[1];
  return number === undefined ? undefined : Number(number) - 1;
}

export const nthInstance = (step: string, nth: number | undefined): string =>
  nth === undefined ? step : `${step}~${nth + 1}`;

/** The step whose list says how often this one runs: itself, or the nearest one around it. */
export const repeaterOf = (definition: DefinitionRow, step: string): Step | undefined =>
  pathTo(definition, step).findLast((around) => 'forEach' in around && around.forEach !== undefined);

/** The undo that this step is, or is a part of: `undoes` names what it puts back. */
export const undoAround = (definition: DefinitionRow, step: string): { id: string; undoes: string } | undefined =>
  pathTo(definition, step)
    .flatMap((around) =>
      'undoes' in around && around.undoes !== undefined ? [{ id: around.id, undoes: around.undoes }] : [],
    )
    .at(-1);

export function memberOf(
  { definition }: Pick<Loaded, 'definition'>,
  { step, instance, item }: Pick<Want, 'step' | 'instance' | 'item'>,
  results: readonly ResultRow[],
): Member {
  const own = stepOf(definition, step);
  if (item === undefined) return { instance, step: own };
  const undo = undoAround(definition, step);
  const list = undo && results.find((row) => row.instance === undo.id)?.items;
  const undone = list?.[item] as Undone | undefined;
  return { instance, step: own, nth: item, ...(undone ? { undone } : {}) };
}
