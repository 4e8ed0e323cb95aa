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
  readonly part: 'steps' | 'finally';
  /** Its place in written order; the steps of `finally` come after all others. */
  readonly order: number;
  /** The groups around it, outermost first. */
  readonly groups: readonly Spot[];
}

/** Every step of a runbook in written order, groups before their members. */
export function outline(runbook: RawObject): readonly Spot[] {
  const spots: Spot[] = [];
  const visit = (steps: unknown, at: string, around: Pick<Spot, 'part' | 'groups'>): void => {
    for (const [i, raw] of (Array.isArray(steps) ? steps : []).entries()) {
      if (!isObject(raw)) continue;
      const spot = { ...around, ...readSpot(raw, below(at, i)), order: spots.length };
      spots.push(spot);
      visit(raw['steps'], below(spot.at, 'steps'), { part: around.part, groups: [...around.groups, spot] });
    }
  };
  visit(runbook['steps'], '/steps', { part: 'steps', groups: [] });
  visit(runbook['finally'], '/finally', { part: 'finally', groups: [] });
  return spots;
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

export const isTogether = ({ raw }: Spot): boolean => objectOf(raw, 'approve')['together'] === true;
