import type { Condition, Conditions } from './conditions.ts';
import { RUN } from './context.ts';
import type { MachineEvent } from './events.ts';
import type { Actions, Meta, Node } from './kit.ts';
import type { StateName } from './machine.ts';
import type { What } from './wants.ts';

/** Where a step runs: its lane, the lane around it, and what holds for the whole runbook. */
export interface Place {
  readonly lane: string;
  readonly parent: string;
  /** How long a held step waits for a person; milliseconds. */
  readonly hold: number;
  /** The lane of a together step around it, whose ask covers its first plan. */
  readonly coveredBy?: string;
  /** `/<j>` in lane j of a repeated group; every lane in it ends so. */
  readonly suffix: string;
}

/** What holds for all members of a step. */
export type Around = Omit<Place, 'lane'>;

/** One way on, open when all conditions hold. Without `to` the lane stays in its state, and what it wants stays wanted. */
export interface Way {
  readonly to?: StateName;
  readonly when?: readonly Condition[];
  readonly size?: number;
  readonly by?: string;
  readonly option?: string;
  readonly do?: Actions;
}

type EventName = MachineEvent['name'];
export type Ways = Readonly<Partial<Record<EventName, Way | readonly Way[]>>>;

interface Parts {
  readonly wants?: readonly What[];
  readonly entry?: Exclude<Actions, string | ((...args: never) => unknown)>;
  readonly on?: Ways;
  /** It must first learn what became of a request: it does not leave at once when the run is halted. */
  readonly mustLearn?: boolean;
  readonly together?: boolean;
  /** Of a state with states in it. */
  readonly inner?: Node;
}

export const guard = (lane: string, of: readonly Condition[], more: Omit<Conditions, 'lane' | 'of'> = {}) => {
  const params: Conditions = { lane, of, ...more };
  return { type: 'all', params } as const;
};

/**
 * A state of a lane. XState asks for three things here (all measured): a transition to the state's own name has `reenter`, or nothing would be wanted anew;
 * `STOP` belongs to the run and is taken here under `halting` only, because a region that takes an event hides it from the root; and every event is compared with the turn.
 */
export const state = (lane: string, name: StateName, parts: Parts): Node => {
  const meta: Meta = { lane, state: name, wants: parts.wants ?? [], ...(parts.together ? { together: true } : {}) };
  return {
    ...parts.inner,
    meta,
    entry: [{ type: 'enter', params: { lane, state: name } }, ...[parts.entry ?? []].flat()],
    ...(parts.mustLearn || parts.inner ? {} : { always: [{ guard: guard(lane, ['halting']), target: 'halted' }] }),
    on: Object.fromEntries(Object.entries(parts.on ?? {}).map(([event, ways]) => wired(lane, name, event, ways))),
  };
};

const wired = (lane: string, name: StateName, event: string, ways: Way | readonly Way[]) => {
  const asked = event === 'STOP' ? RUN : lane;
  const transitions = [ways].flat().map(({ to, when = [], do: actions, ...more }) => ({
    guard: guard(asked, ['current', ...when], more),
    ...(to === undefined ? {} : { target: to, reenter: to === name }),
    ...(actions === undefined ? {} : { actions }),
  }));
  return [`${event}.${asked}`, transitions] as const;
};
