import type { JsonObject } from '#domain/json.ts';
import { Type } from '#domain/type.ts';
import { redact } from './redact.ts';

export const logInput = {
  group: Type.String({ description: 'Name of the log group.' }),
  pattern: Type.String({
    minLength: 1,
    description: 'A plain text that the line contains; upper and lower case differ.',
  }),
};

interface Line {
  readonly at: number;
  readonly stream: string;
  readonly text: string;
}

const cut = (text: string): string => (text.length > 300 ? `${text.slice(0, 299)}…` : text);

/** A line as evidence: enough to recognise it, not so much that a whole payload or a credential ends up in the history. */
export const lineEvidence = ({ at, stream, text }: Line): JsonObject => ({
  line: cut(redact(text)),
  stream,
  at: new Date(at).toISOString(),
});
