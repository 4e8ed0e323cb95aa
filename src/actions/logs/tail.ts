import { Type } from '#domain/type.ts';
import { defineCheck } from '../define.ts';
import { lineEvidence, logInput } from '../log-lines.ts';
import { sinceOf, sinceSchema } from '../times.ts';

export default defineCheck({
  meta: {
    id: 'logs.tail',
    version: 1,
    summary: 'Shows the last lines of a log group; it always holds.',
    docs: 'docs/actions/logs.tail.md',
  },
  input: Type.Object(
    {
      group: logInput.group,
      stream: Type.Optional(
        Type.String({
          minLength: 1,
          description: 'How the names of the streams begin that are read; all, without it.',
        }),
      ),
      lines: Type.Integer({ default: 20, minimum: 1, maximum: 25, description: 'How many last lines to show.' }),
      since: Type.Optional(sinceSchema),
    },
    { additionalProperties: false },
  ),
  outputs: {
    count: { schema: Type.Integer(), known: 'verify' },
    last: { schema: Type.String(), known: 'verify' },
  },

  async read({ group, stream, lines: limit, since: asked = '15m' }, read, ctx) {
    const since = sinceOf(asked, ctx).at;
    const found = await read.logs.lines(group, { since, limit, ...(stream === undefined ? {} : { stream }) });
    const lines = found.map((line) => String(lineEvidence(line)['line']));
    const last = lines.at(-1) ?? '';
    return {
      state: 'ok',
      progress:
        lines.length > 0
          ? `${lines.length} lines, the last: ${last}`
          : `no line in ${group} since ${new Date(since).toISOString()}`,
      evidence: { group, lines },
      outputs: { count: lines.length, last },
    };
  },
});
