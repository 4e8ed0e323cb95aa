import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Action, AwsRequest, Check, Ctx, IamStatement } from '#actions/contract.ts';
import { catalogue } from '#actions/list.ts';
import type { Read } from '#actions/ports.ts';
import { createAws } from '#aws/create-aws.ts';
import type { Environment } from '#domain/config.ts';
import { isObject, type Json, type JsonObject } from '#domain/json.ts';
import type { Aws, Sent } from '#engine/ports.ts';
import { sessionPolicy } from '#engine/session-policy.ts';
import { createPracticeAws, type PracticeAws } from '#practice/aws/practice-aws.ts';
import { createClock } from '#practice/clock.ts';
import type { World } from '#practice/worlds/world.ts';
import { webOf } from '#web/web-of.ts';

export const account = '111122223333';
export const region = 'us-east-1';
const role = `arn:aws:iam::${account}:role/stepward-prod`;

export const environment: Environment = {
  id: 'prod',
  account,
  region,
  role,
  channels: [],
  start: [],
  approve: { entries: [], requester: false, within: 0, validFor: 0 },
  notify: { first: [], then: [], after: 0 },
  reason: 'optional',
  requireCommit: false,
  awsCalls: ['ecs:TagResource'],
  values: {},
  web: { hosts: [{ host: '*.example.com', private: false }], publicAddresses: true },
};

/** What the sealed value opens to; it must show up nowhere but in the one request. */
export const canary = 'canary-7Hq2-value';
export const sealed = { $sealed: 's1', fingerprint: 'ab12', length: canary.length };
type Sealed = typeof sealed;

/** Of a request; some services take only texts of this length. */
export const token = '7b0f4d5e-1c1a-5c7b-9a53-0d1f0a2b3c4d';
export const mark = 'stepward 4F3W/step by alice: INC-812';

const anything: readonly IamStatement[] = [{ Effect: 'Allow', Action: ['*'], Resource: ['*'] }];

/** A simulated account behind a real HTTP server, and what actions are given of it. */
export interface Stage {
  readonly practice: PracticeAws;
  readonly aws: Aws;
  readonly read: Read;
  readonly sessionName: string;
  now(): number;
  ctx(more?: Partial<Ctx>): Ctx;
  /** Sends request `n` of the list as the engine would, with members of the earlier ones' receipts filled in, and with the rights of these statements. */
  send(
    requests: readonly AwsRequest[],
    n: number,
    receipts: readonly JsonObject[],
    may?: readonly IamStatement[],
  ): Promise<Sent>;
  /** Reads what references of an input name, and seals it, as the engine does before it plans. */
  resolve(input: JsonObject): Promise<JsonObject>;
  /** Lets simulated time go by. */
  pass(seconds: number): void;
  /** What the session of the step changed: `ecs:StopTask`. */
  writes(): readonly string[];
  close(): Promise<void>;
}

function fillIn(value: Json, receipts: readonly JsonObject[]): Json {
  if (Array.isArray(value)) return value.map((item: Json) => fillIn(item, receipts));
  if (!isObject(value)) return value;
  const { $answer, path, ...members } = value as JsonObject;
  if (typeof $answer === 'number') return receipts[$answer]?.[String(path)] ?? null;
  return Object.fromEntries(Object.entries(members).map(([key, member]) => [key, fillIn(member, receipts)]));
}

/** Secrets by the id that stands for them. */
function createSafe() {
  const values = new Map([[sealed.$sealed, canary]]);
  return {
    seal(value: string): Sealed {
      const id = `s${values.size + 1}`;
      values.set(id, value);
      return { $sealed: id, fingerprint: `f-${id}`, length: value.length };
    },
    open: (id: string): string => values.get(id) ?? '',
  };
}

async function serve(practice: PracticeAws) {
  const server = createServer((request, response) => void practice.handle(request, response));
  server.on('upgrade', practice.web.upgrade);
  await new Promise<void>((listening) => {
    server.listen(0, '127.0.0.1', listening);
  });
  const close = async (): Promise<void> => {
    practice.clock.stop();
    server.closeAllConnections();
    await new Promise((closed) => {
      server.close(closed);
    });
  };
  return { endpoint: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, close };
}

export async function setStage(world: World): Promise<Stage> {
  const clock = createClock({ mode: 'manual' });
  const limits = { parameters: Number.POSITIVE_INFINITY };
  const practice = createPracticeAws({ world, account, region, roles: [role], clock, limits });
  const { endpoint, close } = await serve(practice);
  const credentials = { accessKeyId: 'AKIAPRACTICE', secretAccessKey: 'practice' };
  const aws = createAws({ endpoint, credentials, now: clock.now, web: webOf({ practice: endpoint }) });
  const safe = createSafe();
  const sessionName = 'stepward.4F3W.step.1';
  const plain = { run: '01JD8Q4F3W', step: 'step', account, region, token, mark, receipts: [] };
  return {
    practice,
    aws,
    read: aws.reader(environment),
    sessionName,
    now: clock.now,
    ctx: (more = {}) => ({ now: clock.now(), ...plain, ...more }),
    async send(requests, n, receipts, may = anything) {
      const request = requests[n];
      if (!request) throw new Error(`there is no request ${n}`);
      const session = await aws.credentials(environment, {
        name: sessionName,
        sourceIdentity: 'alice',
        policy: sessionPolicy(may).text,
      });
      const params = fillIn(request.params, receipts) as JsonObject;
      return aws.send(environment, session, { ...request, params }, safe.open);
    },
    async resolve(input) {
      const members = Object.entries(input).map(async ([name, member]): Promise<[string, Json]> => {
        const ref = isObject(member) ? String(member['ref']) : '';
        if (!ref.startsWith('ssm:')) return [name, member];
        const value = await aws.values(environment).parameter(ref.slice('ssm:'.length));
        return [name, { ...safe.seal(value ?? '') }];
      });
      return Object.fromEntries(await Promise.all(members));
    },
    pass: (seconds) => clock.advance(seconds * 1_000),
    writes: () =>
      practice
        .calls()
        .filter((call) => call.write && call.applied && call.sessionName === sessionName)
        .map(({ service, op }) => `${service}:${op}`),
    close,
  };
}

export function actionOf(id: string): Action {
  const found = catalogue.get(id);
  if (found?.kind !== 'action') throw new Error(`${id} is no action`);
  return found;
}

export function checkOf(id: string): Check {
  const found = catalogue.get(id);
  if (found?.kind !== 'check') throw new Error(`${id} is no check`);
  return found;
}
