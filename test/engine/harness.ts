import { randomBytes, randomUUID } from 'node:crypto';
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { catalogue as actions } from '#actions/list.ts';
import { signatures } from '#actions/signatures.ts';
import { createAws } from '#aws/create-aws.ts';
import type { CardView } from '#domain/card-view.ts';
import type { Config } from '#domain/config.ts';
import type { Person } from '#domain/person.ts';
import type { RunView } from '#domain/run-view.ts';
import type { Answer, Decision, Engine, Verb } from '#engine/api.ts';
import { createEngine } from '#engine/engine.ts';
import type { EngineParts, Timing } from '#engine/parts.ts';
import type { Catalogue, Directory, Offered, SurfaceName } from '#engine/ports.ts';
import { drain } from '#engine/worker.ts';
import { createPracticeAws, type PracticeAws } from '#practice/aws/practice-aws.ts';
import { createClock } from '#practice/clock.ts';
import { worlds } from '#practice/worlds/index.ts';
import { loadRunbook } from '#runbook/load.ts';
import { loadConfig } from '#runbook/load-config.ts';
import { migrate, openStore } from '#store/open-store.ts';

/** A whole bot without a chat: real store, real actions, real SDK against a simulated account whose clock is turned by hand. */
export interface Harness {
  readonly parts: EngineParts;
  readonly engine: Engine;
  readonly aws: PracticeAws;
  start(
    runbook: string,
    more?: {
      readonly inputs?: Record<string, unknown>;
      readonly by?: string;
      readonly reason?: string;
      readonly channel?: string;
    },
  ): Promise<string>;
  view(run: string): Promise<RunView>;
  /** Turns the clock and performs what is due, until it is so. Throws after `seconds` of simulated time, with the run as it stands. */
  until(run: string, so: (view: RunView) => boolean, seconds?: number): Promise<RunView>;
  /** Turns the clock to when something is due next, at least a second. */
  skip(): Promise<void>;
  /** The open card of a kind. */
  card<Kind extends CardView['kind']>(
    run: string,
    kind: Kind,
    seconds?: number,
  ): Promise<Extract<CardView, { kind: Kind }>>;
  /** With a note, or with all that goes with it. */
  decide(by: string, verb: Verb, value: string, more?: string | Partial<Decision>): Promise<Answer>;
  /** Operations that wrote, in order: `StopTask zookeeper`. */
  writes(): readonly string[];
  /** Everything that was logged, and everything that stands in the store, as bytes. */
  logged(): readonly unknown[];
  stored(): string;
  close(): Promise<void>;
}

export const people: Readonly<Record<string, Person>> = {
  alice: { id: 'alice', name: 'Alice', kind: 'member', groups: ['oncall'] },
  bob: { id: 'bob', name: 'Bob', kind: 'member', groups: ['oncall', 'sre'] },
  dan: { id: 'dan', name: 'Dan', kind: 'member', groups: ['sre'] },
  carol: { id: 'carol', name: 'Carol', kind: 'guest', groups: ['sre'] },
};

export interface HarnessOptions {
  readonly world?: string;
  /** Texts of runbooks, besides those of the repository. */
  readonly runbooks?: readonly string[];
  readonly config?: (config: Config) => Config;
  readonly timing?: Timing;
  /** What STEPWARD_SECRET_… hold, by name; may change meanwhile. */
  readonly secrets?: Readonly<Record<string, string>>;
  /** The terminal, where it is left out. */
  readonly surface?: SurfaceName;
  /** Another one than `people`. */
  readonly directory?: Directory;
  /** Another account than the one stepward.yml names. */
  readonly account?: string;
}

const known = signatures(actions);
const root = join(import.meta.dirname, '../..');
const readText = (name: string): string => readFileSync(join(root, 'runbooks', name), 'utf8');

const idOf = (text: string): string => /^runbook: *(\S+)/m.exec(text)?.[1] ?? '';

function offer(text: string, config: Config, texts: readonly string[]): Offered {
  const id = idOf(text);
  const runbooks = new Map(texts.map((one) => [idOf(one), { file: `${idOf(one)}.yml`, text: one }]));
  const { runbook, findings, digest } = loadRunbook(text, `${id}.yml`, { signatures: known, config, runbooks });
  if (!runbook)
    throw new Error(findings.map(({ line, column, message }) => `${id}.yml:${line}:${column} ${message}`).join('\n'));
  return { runbook, text, file: `${id}.yml`, digest };
}

function catalogueOf(options: HarnessOptions): Catalogue {
  const { config, findings } = loadConfig(readText('stepward.yml'), 'stepward.yml');
  if (!config) throw new Error(JSON.stringify(findings));
  const used = options.config?.(config) ?? config;
  const texts = ['kafka-zookeeper-restart', 'stop-stale-tasks', 'rotate-session-secret'].map((id) =>
    readText(`alerting-platform/${id}.yml`),
  );
  const offered = new Map<string, Offered>();
  for (const text of options.runbooks ?? texts) {
    const one = offer(text, used, options.runbooks ?? texts);
    offered.set(one.runbook.id, one);
  }
  return {
    config: used,
    list: () => [...offered.values()].map(({ runbook: { id, title, environments } }) => ({ id, title, environments })),
    get: (id) => offered.get(id),
  };
}

const listen = (server: Server): Promise<string> =>
  new Promise((resolve) =>
    server.listen(0, '127.0.0.1', () => {
      const address = server.address();
      resolve(`http://127.0.0.1:${typeof address === 'object' ? address?.port : ''}`);
    }),
  );

export async function openHarness(options: HarnessOptions = {}): Promise<Harness> {
  const catalogue = catalogueOf(options);
  const [environment] = catalogue.config.environments;
  const world = worlds.get(options.world ?? 'alerting-platform');
  if (!environment || !world) throw new Error('no such environment or world');
  const clock = createClock({ mode: 'manual', start: Date.UTC(2026, 0, 22, 18) });
  const aws = createPracticeAws({
    world,
    clock,
    account: options.account ?? environment.account,
    region: environment.region,
    roles: environment.role ? [environment.role] : [],
  });
  const server = createServer((request, response) => void aws.handle(request, response));
  const endpoint = await listen(server);
  const folder = mkdtempSync(join(tmpdir(), 'stepward-engine-'));
  await migrate({ folder });
  const store = await openStore({ folder, durable: false });
  const logged: unknown[] = [];
  const surface = options.surface ?? 'terminal';
  const parts: EngineParts = {
    store,
    catalogue,
    actions,
    aws: createAws({ endpoint, credentials: { accessKeyId: 'AKIAPRACTICE', secretAccessKey: 'practice' } }),
    directory: options.directory ?? {
      person: async (id) => people[id] ?? { id, name: id, kind: 'stranger', groups: [] },
      members: async (group) => Object.keys(people).filter((id) => people[id]?.groups.includes(group)),
    },
    surface,
    // Both clocks are turned together, so that leases and the time after which nothing is sent pass as quickly.
    clock: { now: () => clock.now(), wall: () => clock.now() },
    key: randomBytes(32),
    secretFromEnvironment: (name) => options.secrets?.[name],
    worker: randomUUID(),
    changed: () => {},
    log: (...line) => logged.push(line),
    timing: options.timing ?? { lease: 15_000, notAfter: 30_000, grace: 30_000 },
  };
  const engine = createEngine(parts);

  const view = async (run: string): Promise<RunView> => {
    const seen = await engine.view(run);
    if (!seen) throw new Error(`no run ${run}`);
    return seen;
  };
  const until: Harness['until'] = async (run, so, seconds = 1_800) => {
    const end = clock.now() + seconds * 1_000;
    for (;;) {
      await drain(parts);
      const seen = await view(run);
      if (so(seen)) return seen;
      if (clock.now() > end)
        throw new Error(
          `not so after ${seconds} s: ${seen.headline}\n${JSON.stringify(seen.steps, null, 1)}\n${JSON.stringify(seen.cards.at(-1), null, 1)}`,
        );
      await skip(end + 1_000);
    }
  };
  const skip = async (until: number): Promise<void> =>
    clock.advance(Math.max(1_000, Math.min(await nextDue(), until) - clock.now()));
  const nextDue = (): Promise<number> =>
    store.transaction(
      async (tx) => {
        const effect = await tx.effects.nextDue(surface);
        const timer = await tx.timers.nextDue(surface);
        return Math.min(...[effect.due, effect.leaseEnds, timer].map((at) => at ?? Number.POSITIVE_INFINITY));
      },
      { reads: true },
    );
  return {
    parts,
    engine,
    aws,
    view,
    until,
    skip: () => skip(clock.now() + 60_000),
    start: async (runbook, { inputs = {}, by = 'alice', reason = 'INC-812', channel } = {}) => {
      const started = await engine.start({
        runbook,
        environment: environment.id,
        inputs,
        reason,
        by,
        surface,
        ...(channel ? { channel } : {}),
        startKey: randomUUID(),
      });
      if ('problems' in started) throw new Error(JSON.stringify(started.problems));
      return started.run;
    },
    card: async (run, kind, seconds) => {
      const open = (seen: RunView) => seen.cards.find((card) => card.kind === kind && !card.closed);
      const found = open(await until(run, (seen) => open(seen) !== undefined, seconds));
      return found as never;
    },
    decide: (by, verb, value, more = {}) =>
      engine.decide({ by, verb, value, ...(typeof more === 'string' ? { note: more } : more) }),
    writes: () =>
      aws
        .calls()
        .filter((call) => call.write && call.applied)
        .map(sayCall),
    logged: () => logged,
    stored: () =>
      readdirSync(folder)
        .map((name) => readFileSync(join(folder, name), 'latin1'))
        .join('\n'),
    close: async () => {
      await store.close();
      await new Promise((resolve) => {
        server.close(resolve);
        server.closeAllConnections();
      });
      rmSync(folder, { recursive: true, force: true });
    },
  };

  function sayCall(call: ReturnType<PracticeAws['calls']>[number]): string {
    const { service, Name: name, task } = call.params as { service?: string; Name?: string; task?: string };
    return `${call.op} ${service ?? name ?? (task ? serviceOfTask(task) : '')}`.trim();
  }
  function serviceOfTask(arn: string): string {
    const id = arn.split('/').at(-1);
    return aws.view().services.find(({ tasks }) => tasks.some((task) => task.id === id))?.name ?? 'a task';
  }
}
