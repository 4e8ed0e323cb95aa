import type { MachineEvent } from '#machine/events.ts';
import type { LaneAt, Moved, Position } from '#machine/machine.ts';
import type { Around } from './around.ts';

/**
 * What an onlooker remembers and the machine does not say: which plans were approved, and what has made them void since. It is kept from the events alone,
 * so that it does not share a mistake with the machine.
 */
export interface Memory {
  /** Instances whose plan is approved, and which of its requests may be sent next. */
  readonly live: Readonly<Record<string, number>>;
  /** Steps whose members were approved on one card. */
  readonly together: readonly string[];
  /** Instances that no such card covers any more. */
  readonly alone: readonly string[];
  /** Somebody stopped the phase that the run is in. */
  readonly stopped: boolean;
}

export const nothing: Memory = { live: {}, together: [], alone: [], stopped: false };

/** What an event says, before it is known what comes of it. */
export const heard = (memory: Memory, event: MachineEvent, before: Position, around: Around): Memory => {
  if (event.name === 'STOP') return { ...memory, stopped: true };
  const lane = before.lanes.find((one) => one.lane === event.lane);
  return lane ? heardOf(memory, event, lane, around[event.lane]) : memory;
};

const heardOf = (memory: Memory, event: MachineEvent, lane: LaneAt, around: string | undefined): Memory => {
  switch (event.name) {
    case 'APPROVED':
      return around === lane.lane
        ? { ...memory, together: [...memory.together, lane.lane] }
        : approved(memory, lane.instance);
    case 'LOCKED':
      if (event.waited) return withdrawn(memory, lane.instance);
      return event.covered && isCovered(memory, lane.instance, around) ? approved(memory, lane.instance) : memory;
    case 'DRIFTED':
    case 'LAPSED':
    case 'NOT_APPLIED':
      return withdrawn(memory, lane.instance);
    case 'RETRY':
      return lane.attempt === 0 ? memory : withdrawn(memory, lane.instance);
    default:
      return memory;
  }
};

const isCovered = ({ together, alone }: Memory, instance: string, around: string | undefined) =>
  around !== undefined && together.includes(around) && !alone.includes(instance);

const approved = (memory: Memory, instance: string): Memory => ({ ...memory, live: { ...memory.live, [instance]: 0 } });

const withdrawn = (memory: Memory, instance: string): Memory => {
  const { [instance]: _, ...live } = memory.live;
  return { ...memory, live, alone: [...new Set([...memory.alone, instance])] };
};

/** What came of it: a request once sent is not sent again under the same approval, and what has ended is forgotten. */
export const seen = (memory: Memory, before: Position, { started, ended, position }: Moved): Memory => {
  const over = new Set(ended.map(({ instance }) => instance));
  const sent = started.filter(({ what }) => what === 'apply').map(({ instance, n }) => [instance, n + 1] as const);
  const live = { ...memory.live, ...Object.fromEntries(sent) };
  return {
    live: Object.fromEntries(Object.entries(live).filter(([instance]) => !over.has(instance))),
    together: memory.together.filter((step) => !over.has(step)),
    alone: memory.alone.filter((instance) => !over.has(instance)),
    stopped: memory.stopped && position.phase === before.phase,
  };
};
