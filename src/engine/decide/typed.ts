import type { Decision } from '../api.ts';
import type { AskRow } from '../rows.ts';

/** Why an approval of what cannot be taken back does not count: its target's name was not typed. */
export const mistyped = ({ typed }: AskRow, decision: Decision): string | undefined =>
  typed === undefined || decision.typed?.trim() === typed
    ? undefined
    : `Type "${typed}" to approve: this cannot be taken back.`;
