import { isObject } from '#domain/json.ts';
import { type StepKey, stepKeys } from '../shape/step.ts';
import { below } from '../yaml/pointer.ts';

export type RawObject = Readonly<Record<string, unknown>>;

/** A step as it stands in the text, right or wrong, and where. */
export interface Spot {
  /** Absent if it is no text. */
  readonly id: string | undefined;
  readonly at: string;
  readonly raw: RawObject;
  /** The keys it has of those that say what a step is. */
  readonly keys: readonly StepKey[];
  readonly part: 'steps' | 'finally' | 'undo';
  /** Its place in written order; the steps of `finally` come after all others. */
  readonly order: number;
  /** The steps around it, outermost first; of a step of `undo` the last one is what it puts back. */
  readonly around: readonly Spot[];
  /** The branches and options that it stands in, outermost first. */
  readonly ways: readonly Way[];
}

/** One of several lists of steps that a step holds: a branch of `parallel`, an option of `choose`. */
export interface Way {
  readonly of: Spot;
  /** Of the branch or the option. */
  readonly at: string;
  /** Of an option what stands beside its `steps`. */
  readonly option?: RawObject;
}

/** A list of steps, and where. */
export interface StepList {
  readonly steps: unknown;
  readonly at: string;
  readonly part?: 'undo';
  readonly way?: Way;
}

/** Every step of a runbook in written order, those around others before their members. */
export function outline(runbook: RawObject): readonly Spot[] {
  const spots: Spot[] = [];
  for (const part of ['steps', 'finally'] as const)
    visit(spots, { steps: runbook[part], at: `/${part}` }, { part, around: [], ways: [] });
  return spots;
}

function visit(spots: Spot[], { steps, at }: StepList, around: Pick<Spot, 'part' | 'around' | 'ways'>): void {
  for (const [i, raw] of listOf(steps).entries()) {
    if (!isObject(raw)) continue;
    const spot = { ...around, ...readSpot(raw, below(at, i)), order: spots.length };
    spots.push(spot);
    for (const list of listsIn(spot)) visit(spots, list, inside(spot, list));
  }
}

const inside = (spot: Spot, { part, way }: StepList): Pick<Spot, 'part' | 'around' | 'ways'> => ({
  part: part ?? spot.part,
  around: [...spot.around, spot],
  ways: way ? [...spot.ways, way] : spot.ways,
});

/** The lists of steps that a step holds, those of `undo` included. */
export function listsIn(spot: Spot): readonly StepList[] {
  const { raw, at } = spot;
  const branchesAt = below(at, 'parallel');
  const optionsAt = below(below(at, 'choose'), 'options');
  return [
    ...('steps' in raw ? [{ steps: raw['steps'], at: below(at, 'steps') }] : []),
    ...Object.entries(objectOf(raw, 'parallel')).map(([id, steps]) => {
      const branchAt = below(branchesAt, id);
      return { steps, at: branchAt, way: { of: spot, at: branchAt } };
    }),
    ...listOf(objectOf(raw, 'choose')['options']).flatMap((option, i) => {
      if (!isObject(option)) return [];
      const way = { of: spot, at: below(optionsAt, i), option };
      return [{ steps: option['steps'], at: below(way.at, 'steps'), way }];
    }),
    ...(isObject(raw['undo'])
      ? [{ steps: raw['undo']['steps'], at: below(below(at, 'undo'), 'steps'), part: 'undo' as const }]
      : []),
  ];
}

const readSpot = (raw: RawObject, at: string): Pick<Spot, 'id' | 'at' | 'raw' | 'keys'> => ({
  id: typeof raw['id'] === 'string' ? raw['id'] : undefined,
  at,
  raw,
  keys: stepKeys.filter((key) => key in raw),
});

export const textOf = (raw: RawObject, key: string): string | undefined => {
  const value = raw[key];
  return typeof value === 'string' ? value : undefined;
};

export const objectOf = (raw: RawObject, key: string): RawObject => {
  const value = raw[key];
  return isObject(value) ? value : {};
};

export const listOf = (value: unknown): readonly unknown[] => (Array.isArray(value) ? value : []);

export const isTogether = ({ raw }: Spot): boolean => objectOf(raw, 'approve')['together'] === true;

const repeatable: readonly StepKey[] = ['action', 'check', 'steps'];

export const mayRepeat = ({ keys }: Spot): boolean => keys.every((key) => repeatable.includes(key));

export const isRepeated = (spot: Spot): boolean => 'for_each' in spot.raw && mayRepeat(spot);

/** Of a step of `undo`: the action that it puts back. */
export const undoneBy = ({ part, around }: Spot): Spot | undefined => (part === 'undo' ? around.at(-1) : undefined);
