import type { MachineEvent } from '#machine/events.ts';
import type { LaneAt, Moved, Position } from '#machine/machine.ts';
import type { Shape } from './shape.ts';

/**
 * What an onlooker remembers and the machine does not say: which plans were approved, and what has made them void since. It is kept from the events alone,
 * so that it does not share a mistake with the machine.
 */
export interface Memory {
  /** Instances whose plan is approved, and which of its requests may be sent next. */
  readonly live: Readonly<Record<string, number>>;
  /** Instances of steps whose members were approved on one card. */
  readonly together: readonly string[];
  /** Instances that no such card covers any more. */
  readonly alone: readonly string[];
  /** Somebody wants the phase that the run is in to come to rest. */
  readonly resting: boolean;
  /** Instances that have changed something; of them alone there is something to undo. */
  readonly changed: readonly string[];
  /** Instances that have ended. What comes next does not depend on it, so states that differ in nothing else are one. */
  readonly over: readonly string[];
}

export const nothing: Memory = { live: {}, together: [], alone: [], resting: false, changed: [], over: [] };

/** What an event says, before it is known what comes of it. */
export const heard = (memory: Memory, event: MachineEvent, before: Position, shape: Shape): Memory => {
  if (event.name === 'STOP' || event.name === 'ROLL_BACK') return { ...memory, resting: true };
  const lane = before.lanes.find((one) => one.lane === event.lane);
  if (!lane) return memory;
  const around = before.lanes.find((one) => one.lane === shape.around[event.lane]);
  if (event.name === 'CHOSEN' && shape.ends.includes(`${lane.step}.${event.option}`))
    return { ...memory, resting: true };
  return heardOf(memory, event, lane, around);
};

const heardOf = (memory: Memory, event: MachineEvent, lane: LaneAt, around: LaneAt | undefined): Memory => {
  switch (event.name) {
    case 'APPROVED':
      return around?.lane === lane.lane
        ? { ...memory, together: [...memory.together, lane.instance] }
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
    case 'APPLIED':
    case 'SAY_APPLIED':
      return { ...memory, changed: [...new Set([...memory.changed, lane.instance])] };
    default:
      return memory;
  }
};

const isCovered = ({ together, alone }: Memory, instance: string, around: LaneAt | undefined) =>
  around !== undefined && together.includes(around.instance) && !alone.includes(instance);

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
    together: memory.together.filter((instance) => !over.has(instance)),
    alone: memory.alone.filter((instance) => !over.has(instance)),
    resting: memory.resting && position.phase === before.phase,
    changed: memory.changed,
    over: [...memory.over, ...over],
  };
};

/** Of the step of an undo: how many instances there are to put back. */
export const toUndo = ({ changed }: Memory, undoing: string): number => {
  const step = undoing.slice(0, -'~undo'.length);
  return changed.filter((instance) => instance === step || instance.startsWith(`${step}~`)).filter(isDone).length;
};

const isDone = (instance: string) => !instance.includes('~undo');
