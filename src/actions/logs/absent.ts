import { parseDuration, sayDuration } from '#domain/duration.ts';
import { Type } from '#domain/type.ts';
import type { CheckRead } from '../contract.ts';
import { defineCheck } from '../define.ts';
import { lineEvidence, logInput } from '../log-lines.ts';
import { durationSchema, sinceOf, sinceSchema } from '../times.ts';

export default defineCheck({
  meta: {
    id: 'logs.absent',
    version: 1,
    summary: 'Holds once a log group has gone on for a while without a line that has a given text.',
    docs: 'docs/actions/logs.absent.md',
  },
  input: Type.Object(
    {
      ...logInput,
      for: durationSchema('How long there must be no such line.'),
      since: Type.Optional(sinceSchema),
    },
    { additionalProperties: false },
  ),
  outputs: {},

  async read({ group, pattern, for: quiet, since: asked }, read, ctx): Promise<CheckRead> {
    const { at: since, slides } = sinceOf(asked, ctx);
    const needed = parseDuration(quiet);
    const found = (await read.logs.lines(group, { since, pattern, limit: 1 })).at(-1);
    const answer = (state: CheckRead['state'], progress: string, more: CheckRead['evidence'] = {}): CheckRead => ({
      state,
      progress,
      evidence: { group, pattern, ...more },
      outputs: {},
    });
    if (found) {
      const { line = '', ...where } = lineEvidence(found);
      return answer(slides ? 'pending' : 'failed', `There is "${pattern}": ${line}`, { line, ...where });
    }
    const [alive] = await read.logs.lines(group, { since, limit: 1 });
    if (!alive) return answer('pending', `No data: ${group} has no line at all since ${new Date(since).toISOString()}`);
    const passed = ctx.now - since;
    if (passed >= needed)
      return answer('ok', `No "${pattern}" for ${sayDuration(passed)}`, { alive: lineEvidence(alive) });
    return { ...answer('pending', `No "${pattern}" for ${sayDuration(passed)} of ${quiet}`), due: since + needed };
  },
});
