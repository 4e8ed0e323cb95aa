import type { Desk, Shown } from './desk.ts';
import type { Id } from './people.ts';

/** Where somebody clicks. `set` brings a run of its own there. */
export interface Scene {
  readonly says: string;
  readonly set: (desk: Desk, by: Id) => Promise<Shown>;
}

/** The first ask of a new run. */
export const approval = async (desk: Desk, by: Id, runbook = 'restart-one'): Promise<Shown> =>
  desk.card(await desk.start(runbook, by), 'approval');
