import type { IncomingMessage, ServerResponse } from 'node:http';
import { Failure } from '#domain/failure.ts';
import { isObject, type JsonObject } from '#domain/json.ts';
import { readBody } from '#practice/slack/read-body.ts';
import type { Fault } from './fault.ts';
import { needed, number, object, text } from './params.ts';
import type { PracticeAws } from './practice-aws.ts';

type Answer = (aws: PracticeAws, body: JsonObject) => unknown;

/** What a test or the page may do to the simulation itself. */
const routes: Readonly<Record<string, Answer>> = {
  'GET clock': ({ clock }) => ({ now: clock.now(), scale: clock.scale() }),
  'POST clock': ({ clock }, body) => {
    const scale = number(body, 'scale');
    if (scale !== undefined) clock.setScale(scale);
    clock.advance((number(body, 'advance') ?? 0) * 1_000);
    return { now: clock.now(), scale: clock.scale() };
  },
  'GET faults': (aws) => aws.faults(),
  'POST faults': (aws, body) => {
    aws.addFault(faultOf(body));
    return aws.faults();
  },
  'DELETE faults': (aws) => {
    aws.clearFaults();
    return [];
  },
  'GET calls': (aws) => aws.calls(),
  'POST interrupt': (aws, body) => {
    aws.interrupt(needed(text, body, 'task'));
    return {};
  },
  'GET view': (aws) => aws.view(),
  'POST perform': (aws, body) =>
    aws.perform(needed(text, body, 'op'), object(body, 'params') ?? {}, text(body, 'principal')),
};

/** Answers `/_sim/clock` (`advance` in simulated seconds, `scale`), `/_sim/faults`, `/_sim/calls`, `/_sim/interrupt` (`task`), `/_sim/view` and `/_sim/perform`, as JSON. Rejects with a `Failure` for what it cannot do. */
export async function handleControl(
  aws: PracticeAws,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const path = new URL(request.url ?? '/', 'http://practice').pathname.split('/_sim/').at(-1);
  const route = routes[`${request.method} ${path}`];
  if (!route) throw new Failure('user', 'no-such-control', `There is no ${request.method} /_sim/${path}.`);
  const answer = await route(aws, bodyOf(await readBody(request)));
  response.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify(answer));
}

function bodyOf(body: string): JsonObject {
  const parsed: unknown = JSON.parse(body || '{}');
  if (!isObject(parsed)) throw new Failure('user', 'not-an-object', 'The body must be a JSON object.');
  return parsed as JsonObject;
}

function faultOf(body: JsonObject): Fault {
  const optional = {
    after: number(body, 'after'),
    match: object(body, 'match'),
    ms: number(body, 'ms'),
    seconds: number(body, 'seconds'),
  };
  const given = Object.fromEntries(Object.entries(optional).filter(([, value]) => value !== undefined));
  return {
    op: needed(text, body, 'op'),
    kind: needed(text, body, 'kind') as Fault['kind'],
    times: number(body, 'times') ?? 1,
    ...given,
  };
}
