import { Type } from '#domain/type.ts';
import { defineCheck } from '../define.ts';
import { lineEvidence, logInput } from '../log-lines.ts';
import { sinceOf, sinceSchema } from '../times.ts';

export default defineCheck({
  meta: {
    id: 'logs.wait-for',
    version: 1,
    summary: 'Holds once a line with a given text is in a log group.',
    docs: 'docs/actions/logs.wait-for.md',
  },
  input: Type.Object({ ...logInput, since: Type.Optional(sinceSchema) }, { additionalProperties: false }),
  outputs: {
    line: { schema: Type.String(), known: 'verify' },
    at: { schema: Type.String(), known: 'verify' },
  },

  async read({ group, pattern, since: asked }, read, ctx) {
    const since = sinceOf(asked, ctx).at;
    const [found] = await read.logs.lines(group, { since, pattern });
    if (!found) {
      const progress = `No line with "${pattern}" in ${group} since ${new Date(since).toISOString()}`;
      return { state: 'pending', progress, evidence: { group, pattern }, outputs: {} };
    }
    const evidence = lineEvidence(found);
    return {
      state: 'ok',
      progress: `"${pattern}" at ${evidence['at']}`,
      evidence: { group, pattern, ...evidence },
      outputs: { line: evidence['line'] ?? '', at: evidence['at'] ?? '' },
    };
  },
});
