import type { JsonObject } from '#domain/json.ts';
import { Type } from '#domain/type.ts';

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

/** A line as evidence: enough to recognise it, not so much that a whole payload ends up in the history. */
export const lineEvidence = ({ at, stream, text }: Line): JsonObject => ({
  line: text.length > 300 ? `${text.slice(0, 299)}…` : text,
  stream,
  at: new Date(at).toISOString(),
});
