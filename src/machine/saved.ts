import type { Context } from './context.ts';
import type { RunMachine } from './kit.ts';
import type { Snapshot } from './machine.ts';

export type Loaded = ReturnType<RunMachine['logic']['resolveState']>;

/** Which states the run is in: XState's nested names. */
type Value = string | { readonly [state: string]: Value };

/** What of XState's snapshot is not known from the machine. */
type Saved = { readonly value: Value; readonly context: Context };

export const save = ({ value, context }: Saved): Snapshot => ({ value, context });

/** XState does not notice another machine's snapshot as long as its states exist, so callers keep it with the digest of its runbook. */
export const load = ({ logic }: RunMachine, snapshot: Snapshot): Loaded => logic.resolveState(snapshot as Saved);

/** The same, for an event dispatched at `at`. */
export const loadAt = ({ logic }: RunMachine, snapshot: Snapshot, at: number): Loaded => {
  const { value, context } = snapshot as Saved;
  return logic.resolveState({ value, context: { ...context, at, ended: [] } });
};
