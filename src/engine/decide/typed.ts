import type { Answer, Decision } from '../api.ts';
import type { AskRow } from '../rows.ts';

/** Why an approval of what cannot be taken back does not count: its target's name was not typed. */
export const mistyped = ({ typed }: AskRow, decision: Decision): Answer | undefined =>
  typed === undefined || decision.typed?.trim() === typed
    ? undefined
    : { problems: [{ name: 'typed', message: `Type "${typed}" to approve: this cannot be taken back.` }] };
