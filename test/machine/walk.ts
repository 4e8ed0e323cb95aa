import type { Runbook } from '#domain/runbook.ts';
import { compile } from '#machine/compile.ts';
import type { MachineEvent, Payload } from '#machine/events.ts';
import { locate } from '#machine/locate.ts';
import type { LaneAt, Moved, Position, StateName } from '#machine/machine.ts';
import { move, start } from '#machine/move.ts';

type Name = Payload['name'];
type More<N extends Name> = Omit<Extract<Payload, { name: N }>, 'name'>;

/** A run led by hand. It is saved and loaded before every event; its clock moves when told. */
export interface Walk {
  now: number;
  last: Moved;
  readonly position: Position;
  /** The event applies now, or the walk fails. */
  send<N extends Name>(lane: string, name: N, more?: More<N>): Moved;
  /** The same, but `undefined` when it does not apply. */
  tell<N extends Name>(lane: string, name: N, more?: More<N> & { turn?: number }): Moved | undefined;
  lane(name: string): LaneAt;
  state(lane: string): StateName | undefined;
  /** `<lane> <what>` of all that is wanted. */
  wants(): readonly string[];
  due(lane: string, what: string): number | undefined;
}

export const walk = (runbook: Runbook, at = 0): Walk => {
  const machine = compile(runbook);
  const walked: Walk = {
    now: at,
    last: start(machine, at),
    get position() {
      return locate(machine, walked.last.snapshot);
    },
    tell(lane, name, more) {
      const turn = lane === 'run' ? walked.position.turn : walked.lane(lane).turn;
      const event = { lane, turn, at: walked.now, name, ...more } as MachineEvent;
      const moved = move(machine, JSON.parse(JSON.stringify(walked.last.snapshot)), event);
      if (moved) walked.last = moved;
      return moved;
    },
    send(lane, name, more) {
      const moved = walked.tell(lane, name, more);
      if (!moved) throw new Error(`${name} does not apply to ${lane} while ${walked.wants().join(', ')} is wanted.`);
      return moved;
    },
    lane(name) {
      const found = walked.position.lanes.find(({ lane }) => lane === name);
      if (!found) throw new Error(`There is no lane ${name}.`);
      return found;
    },
    state: (lane) => walked.lane(lane).state,
    wants: () => walked.position.wants.map(({ lane, what }) => `${lane} ${what}`),
    due: (lane, what) => walked.position.wants.find((want) => want.lane === lane && want.what === what)?.due,
  };
  return walked;
};

/** From *entering* to *asking*. */
export const toAsking = (walked: Walk, lane: string, until = walked.now + 30 * 60_000): Walk => {
  walked.send(lane, 'ENTERED');
  return planned(walked, lane, until);
};

/** From *planning* to *asking*. */
export const planned = (walked: Walk, lane: string, until = walked.now + 30 * 60_000): Walk => {
  walked.send(lane, 'PLANNED', { until });
  walked.send(lane, 'LOCKED', { waited: false, covered: false });
  return walked;
};

/** From *entering* to *applying*. */
export const toApplying = (walked: Walk, lane: string): Walk => {
  toAsking(walked, lane).send(lane, 'APPROVED');
  return walked;
};

/** From *entering* to *verifying*, with one request. */
export const toVerifying = (walked: Walk, lane: string): Walk => {
  toApplying(walked, lane).send(lane, 'APPLIED', { last: true });
  return walked;
};
