import { setup } from 'xstate';
import { actions } from './actions.ts';
import { allHold, type Conditions } from './conditions.ts';
import { type Context, contextAt, type RunEvent } from './context.ts';
import type { StateName } from './machine.ts';
import type { What } from './wants.ts';

/** Of every state that a lane can be in: whose it is, and what it wants for as long as it lasts. */
export type Meta = {
  readonly lane: string;
  /** Absent of the run's own. */
  readonly state?: StateName;
  readonly wants: readonly What[];
  readonly together?: boolean;
};

const kit = setup({
  types: { context: {} as Context, events: {} as RunEvent, input: {} as { at: number } | undefined, meta: {} as Meta },
  guards: { all: ({ context, event }, params: Conditions) => allHold(context, event, params) },
  actions,
});

/** Plain JSON: states, guards and actions by name, from closed sets. */
export type Config = Omit<Parameters<typeof kit.createMachine>[0], 'context'>;
export type Node = NonNullable<Config['states']>[string];
export type Actions = NonNullable<Node['entry']>;

/** Of one event: many times what it takes for every lane to come to rest. Without a bound, a loop would hang the process. */
const MAX_ITERATIONS = 500;

export const assemble = (config: Config, lanes: readonly string[]) => ({
  lanes,
  logic: kit.createMachine({
    ...config,
    // With every transition XState also makes an initial state of its own, without input, and throws it away.
    context: ({ input }) => contextAt(input?.at ?? 0),
    options: { maxIterations: MAX_ITERATIONS },
  }),
});

/** A compiled runbook. Only this folder looks inside. */
export type RunMachine = ReturnType<typeof assemble>;
