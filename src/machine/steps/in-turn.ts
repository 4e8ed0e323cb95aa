import { RUN } from '../context.ts';
import type { Node } from '../kit.ts';
import { guard } from '../state.ts';

/** Nothing's id: those have no capitals. */
const END = 'END';

/** One after another; once the run is halted no next one is entered. */
export const inTurn = (parts: readonly (readonly [id: string, node: Node])[]): Node => ({
  initial: parts[0]?.[0] ?? END,
  states: {
    ...Object.fromEntries(
      parts.map(([id, node], i) => [
        id,
        { ...node, onDone: [{ guard: guard(RUN, ['halting']), target: END }, { target: parts[i + 1]?.[0] ?? END }] },
      ]),
    ),
    [END]: { type: 'final' },
  },
});
