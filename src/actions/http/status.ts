import { parseDuration } from '#domain/duration.ts';
import { Type } from '#domain/type.ts';
import type { CheckRead } from '../contract.ts';
import { defineCheck } from '../define.ts';
import type { WebAnswer } from '../ports/web-read.ts';
import { durationSchema } from '../times.ts';
import { webInput } from '../web/input.ts';

type Tried = WebAnswer | { readonly failed: string };

export default defineCheck({
  meta: {
    id: 'http.status',
    version: 1,
    summary: 'Holds once an address answers with an expected status, fast enough and often enough.',
    docs: 'docs/actions/http.status.md',
  },
  input: Type.Object(
    {
      url: Type.String({ description: 'Address; its host is listed in stepward.yml.' }),
      expect: Type.Array(Type.Integer({ minimum: 100, maximum: 599 }), {
        default: [200],
        minItems: 1,
        description: 'Statuses that are right.',
      }),
      method: Type.Enum(['GET', 'HEAD'], { default: 'GET', description: 'How it is asked.' }),
      ...webInput,
      latency: Type.Optional(durationSchema('How long a right answer may take at most.')),
      times: Type.Integer({ default: 1, minimum: 1, maximum: 20, description: 'How many answers must be right.' }),
      of: Type.Optional(
        Type.Integer({ minimum: 1, maximum: 20, description: 'Of how many; as many as times where it is left out.' }),
      ),
    },
    { additionalProperties: false },
  ),
  outputs: {
    status: { schema: Type.Integer(), known: 'verify' },
    milliseconds: { schema: Type.Integer(), known: 'verify' },
  },

  async read(input, read): Promise<CheckRead> {
    const { url, expect, method, headers = {}, times, of = times } = input;
    const options = { method, headers, timeout: parseDuration(input.timeout) };
    const allowed = input.latency === undefined ? Number.POSITIVE_INFINITY : parseDuration(input.latency);
    const tried: Tried[] = [];
    while (tried.length < of) tried.push(await read.web.get(url, options));
    const complaints = tried.map((one) => complaint(one, expect, allowed));
    const right = complaints.filter((one) => one === undefined).length;
    const answers = tried.flatMap((one) => ('failed' in one ? [] : [one]));
    return {
      state: right >= times ? 'ok' : 'pending',
      progress: [
        `${right} of ${of} answers of ${url} are right`,
        ...new Set(complaints.filter((one) => one !== undefined)),
      ].join(' · '),
      evidence: { url, answers: answers.map(({ status, milliseconds }) => `${status} in ${milliseconds} ms`) },
      outputs: {
        status: answers.at(-1)?.status ?? 0,
        milliseconds: Math.max(0, ...answers.map(({ milliseconds }) => milliseconds)),
      },
    };
  },
});

function complaint(tried: Tried, expect: readonly number[], allowed: number): string | undefined {
  if ('failed' in tried) return tried.failed;
  const { status, milliseconds } = tried;
  if (!expect.includes(status)) return `answered with ${status}`;
  return milliseconds > allowed ? `took ${milliseconds} ms` : undefined;
}
