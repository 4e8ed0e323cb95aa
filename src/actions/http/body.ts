import { parseDuration } from '#domain/duration.ts';
import { Failure } from '#domain/failure.ts';
import type { Json } from '#domain/json.ts';
import { Type } from '#domain/type.ts';
import type { CheckRead } from '../contract.ts';
import { defineCheck } from '../define.ts';
import { excerpt } from '../web/excerpt.ts';
import { webInput } from '../web/input.ts';
import { lineFinder } from '../web/line-finder.ts';
import { memberAt } from '../web/member-at.ts';

const scalar = Type.Union([Type.String(), Type.Number(), Type.Boolean()]);

export default defineCheck({
  meta: {
    id: 'http.body',
    version: 1,
    summary: 'Holds once an address answers with a body that says what is expected.',
    docs: 'docs/actions/http.body.md',
  },
  input: Type.Object(
    {
      url: Type.String({ description: 'Address; its host is listed in stepward.yml.' }),
      contains: Type.Optional(Type.String({ minLength: 1, description: 'A text that the body contains.' })),
      matches: Type.Optional(
        Type.String({
          minLength: 1,
          maxLength: 200,
          description:
            'A regular expression that a line of the body matches; one repetition at most, and not of a group.',
        }),
      ),
      json: Type.Optional(
        Type.String({ minLength: 1, description: 'Where a value stands in the body, such as status or items.0.id.' }),
      ),
      equals: Type.Optional(Type.Unsafe<string | number | boolean>({ ...scalar, description: 'What stands there.' })),
      ...webInput,
    },
    { additionalProperties: false },
  ),
  outputs: {
    status: { schema: Type.Integer(), known: 'verify' },
    found: { schema: Type.Boolean(), known: 'verify' },
  },

  async read({ url, headers = {}, timeout, ...expected }, read): Promise<CheckRead> {
    const find = finder(expected);
    const answer = await read.web.get(url, { headers, timeout: parseDuration(timeout) });
    if ('failed' in answer) return verdict(false, `${url}: ${answer.failed}`, { url }, 0);
    const { status, body } = answer;
    const found = status < 400 ? find(body) : { holds: false, at: 0, says: `answered with ${status}` };
    return verdict(found.holds, `${url} ${found.says}`, { url, status, body: excerpt(body, found.at) }, status);
  },
});

interface Found {
  readonly holds: boolean;
  /** Where in the body. */
  readonly at: number;
  readonly says: string;
}

interface Expected {
  readonly contains?: string;
  readonly matches?: string;
  readonly json?: string;
  readonly equals?: string | number | boolean;
}

/** @throws Failure `bad-input` unless exactly one thing is expected */
function finder({ contains, matches, json, equals }: Expected): (body: string) => Found {
  const given = [contains, matches, json].filter((each) => each !== undefined).length;
  if (given !== 1 || (json === undefined) !== (equals === undefined))
    throw new Failure('user', 'bad-input', 'http.body takes one of `contains`, `matches`, and `json` with `equals`.');
  if (contains !== undefined) return (body) => at(body.indexOf(contains), `"${excerpt(contains)}"`);
  if (matches !== undefined) {
    const find = lineFinder(matches);
    return (body) => at(find(body), `what matches ${matches}`);
  }
  return (body) => equal(memberAt(body, json ?? ''), json ?? '', equals ?? '');
}

const at = (place: number, what: string): Found => ({
  holds: place >= 0,
  at: Math.max(0, place),
  says: `${place < 0 ? 'does not say' : 'says'} ${what}`,
});

function equal(value: Json | undefined, path: string, wanted: string | number | boolean): Found {
  const is = value === undefined ? 'is not there' : `is ${excerpt(JSON.stringify(value))}`;
  return {
    holds: value === wanted,
    at: 0,
    says: `${path} ${is}${value === wanted ? '' : `, not ${JSON.stringify(wanted)}`}`,
  };
}

const verdict = (found: boolean, progress: string, evidence: CheckRead['evidence'], status: number): CheckRead => ({
  state: found ? 'ok' : 'pending',
  progress,
  evidence,
  outputs: { status, found },
});
