import type { MachineEvent, Payload } from '#machine/events.ts';
import type { Position } from '#machine/machine.ts';
import type { What } from '#machine/wants.ts';

const shortest: Readonly<Partial<Record<What, Payload>>> = {
  enter: { name: 'SKIPPED' },
  apply: { name: 'NOT_APPLIED' },
  reconcile: { name: 'UNKNOWN' },
};

/** What brings a run to its end: a STOP wherever it applies, and answers to what is still wanted then. */
export const answers = ({ turn, wants }: Position): readonly MachineEvent[] => [
  { name: 'STOP', lane: 'run', turn, at: 0 },
  ...wants.flatMap((want): readonly MachineEvent[] => {
    const payload = shortest[want.what];
    return payload ? [{ ...payload, lane: want.lane, turn: want.turn, at: 0 }] : [];
  }),
];
