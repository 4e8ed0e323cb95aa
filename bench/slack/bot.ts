import { randomBytes } from 'node:crypto';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { catalogue as actions } from '#actions/list.ts';
import { signatures } from '#actions/signatures.ts';
import { createAws } from '#aws/create-aws.ts';
import type { Decision, Engine } from '#engine/api.ts';
import { createEngine } from '#engine/engine.ts';
import { type EngineParts, timing } from '#engine/parts.ts';
import { startWorker } from '#engine/worker.ts';
import { openCatalogue } from '#files/catalogue.ts';
import { createSlackApp } from '#slack/app.ts';
import { createSlackClients } from '#slack/clients.ts';
import { createDirectory } from '#slack/identity.ts';
import { createReceiver } from '#slack/receiver/create-receiver.ts';
import { migrate, openStore } from '#store/open-store.ts';
import { webOf } from '#web/web-of.ts';
import { BOT_TOKEN, OPTIONS } from '../../test/practice/slack/stage.ts';
import { config, runbook } from './drill.ts';

/** What the engine made of the clicks. */
export interface Made {
  decided: number;
  refused: number;
  /** It threw, and the person is told to try again. */
  failed: number;
  /** Runs that were decided. */
  readonly runs: Set<string>;
}

const counting = (engine: Engine, made: Made): Engine => ({
  ...engine,
  decide: async (decision: Decision) => {
    try {
      const answer = await engine.decide(decision);
      made['ok' in answer ? 'decided' : 'refused'] += 1;
      if ('ok' in answer) made.runs.add(decision.value.split('.')[0] ?? '');
      return answer;
    } catch (thrown) {
      made.failed += 1;
      throw thrown;
    }
  },
});

/** The bot as it runs, with its store on a disk. `limits`: the clock in which it counts what Slack allows. */
export async function startBot(url: string, limits: () => number) {
  const folder = await mkdtemp(join(tmpdir(), 'stepward-bench-slack-'));
  await writeFile(join(folder, 'stepward.yml'), config);
  await writeFile(join(folder, 'drill.yml'), runbook);
  await migrate({ folder });
  const store = await openStore({ folder });
  const catalogue = openCatalogue(folder, signatures(actions), () => undefined);
  const logger = { info: () => {}, warn: () => {}, error: (text: string) => console.error(text) };
  const where = { apiUrl: `${url}/slack/api/`, logger };
  const clients = await createSlackClients({ botToken: BOT_TOKEN, ...where });
  const directory = createDirectory(clients.interactive, { ...clients, config: () => catalogue.config });
  const made: Made = { decided: 0, refused: 0, failed: 0, runs: new Set() };
  const parts: EngineParts = {
    surface: 'slack',
    timing,
    aws: createAws({ endpoint: url, credentials: { accessKeyId: 'A', secretAccessKey: 'S' }, web: webOf() }),
    store,
    catalogue,
    actions,
    directory,
    clock: { now: Date.now, wall: Date.now },
    key: randomBytes(32),
    secretFromEnvironment: () => undefined,
    worker: 'bench',
    changed: (run) => app.surface.changed(run),
    log: () => {},
  };
  const engine = createEngine(parts);
  const app = createSlackApp({
    ...where,
    clients,
    directory,
    receiver: createReceiver({ ...where, appToken: OPTIONS.appToken, signingSecret: undefined, port: undefined }),
    engine: counting(engine, made),
    surfaceName: 'slack',
    config: () => catalogue.config,
    now: limits,
  });
  const worker = startWorker(parts);
  await app.start();
  return {
    engine,
    store,
    made,
    /** What was put off by Slack's clock is looked at again. */
    wake: () => app.surface.changed(''),
    async stop() {
      await app.stop();
      await worker.stop();
      await store.close();
      await rm(folder, { recursive: true });
    },
  };
}
