import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { catalogue as actions } from '#actions/list.ts';
import { signatures } from '#actions/signatures.ts';
import { commitOf } from '#cli/commit-of.ts';
import type { Parts, World, WorldSettings } from '#cli/parts.ts';
import { appToken, awsCredentials, botToken, signingSecret } from '#cli/practice/tokens.ts';
import { runProgram } from '#cli/program.ts';
import { asFailure } from '#domain/failure.ts';
import type { Log } from '#engine/parts.ts';
import type { Store } from '#engine/store.ts';
import { webOf } from '#web/web-of.ts';

const { env, stdin, stdout, stderr } = process;

/** One line of JSON for each entry; an error in it stands with its stack. */
const log: Log = (level, message, facts) => {
  const plain = (_: string, value: unknown): unknown =>
    value instanceof Error ? (value.stack ?? value.message) : value;
  stderr.write(`${JSON.stringify({ at: new Date().toISOString(), level, message, ...facts }, plain)}\n`);
};

async function startWorld({ cast, botPort, ...settings }: WorldSettings): Promise<World> {
  const practice = await import('#practice/start-world.ts');
  const { manifestScopes } = await import('#cli/manifest-scopes.ts');
  const { needed, optional } = manifestScopes();
  const groups = cast.groups.flatMap(({ name, slack, members }) =>
    slack === undefined ? [] : [{ id: slack, handle: name, members }],
  );
  const http = { url: `http://127.0.0.1:${botPort}/slack/events`, signingSecret };
  const app = { botToken, appToken, scopes: [...needed, ...optional], ...(botPort === undefined ? {} : { http }) };
  const { url, now, stop } = await practice.startWorld({ ...settings, people: cast.people, groups, app });
  return { url, clock: { now, wall: Date.now }, stop };
}

const testAccount: Parts['testAccount'] = async ({ world, environment }) => {
  const practice = await import('#practice/start-account.ts');
  const { createAws } = await import('#aws/create-aws.ts');
  const started = await practice.startAccount({ world, ...environment });
  const web = webOf({ practice: started.url });
  const { url: endpoint, now } = started;
  const aws = createAws({ endpoint, credentials: awsCredentials, patience: 60_000, now, web });
  return { ...started, aws };
};

async function testStore(): Promise<Store> {
  const stores = await import('#store/open-store.ts');
  const folder = mkdtempSync(join(tmpdir(), 'stepward-test-'));
  const home = { folder, durable: false };
  await stores.migrate(home);
  const store = await stores.openStore(home);
  const close = async (): Promise<void> => {
    await store.close();
    rmSync(folder, { recursive: true });
  };
  return { ...store, close };
}

async function findConfig(folder: string): ReturnType<Parts['findConfig']> {
  const files = await import('#files/find-config.ts');
  try {
    return files.findConfig(folder);
  } catch (thrown) {
    if (asFailure(thrown).code !== 'no-config') throw thrown;
    return undefined;
  }
}

/** Whether the process that started us keeps a channel to us: practice does. */
const hasParent = process.connected === true;

/** A signal, or the end of that channel. */
const told = (): Promise<void> =>
  new Promise((resolve) => {
    if (hasParent && !process.connected) resolve();
    for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => resolve());
    process.once('disconnect', () => resolve());
  });

const parts: Parts = {
  io: {
    out: (line) => void stdout.write(`${line}\n`),
    err: (line) => void stderr.write(`${line}\n`),
    stdin: () => text(stdin),
    interactive: stdin.isTTY && stdout.isTTY,
    // `hasColors` knows NO_COLOR and terminals that have none; a pipe has no such function.
    colour: stdout.isTTY && stdout.hasColors(),
  },
  env,
  log,
  catalogue: async (folder) =>
    (await import('#files/catalogue.ts')).openCatalogue(folder, signatures(actions), commitOf),
  runbookFiles: async (folder) => (await import('#files/runbook-files.ts')).runbookFiles(folder),
  testFiles: async (folder) => (await import('#files/runbook-files.ts')).testFiles(folder),
  findConfig,
  store: async ({ folder, url }) => (await import('#store/open-store.ts')).openStore(url ?? { folder }),
  migrate: async ({ folder, url }) => (await import('#store/open-store.ts')).migrate(url ?? { folder }),
  aws: async () => (await import('#aws/create-aws.ts')).createAws({ share: 0.1, web: webOf() }),
  practiceAws: async (endpoint) =>
    (await import('#aws/create-aws.ts')).createAws({
      endpoint,
      credentials: awsCredentials,
      web: webOf({ practice: endpoint }),
    }),
  practiceNames: async () => {
    const [{ worlds }, { namedFaults }] = await Promise.all([
      import('#practice/worlds/index.ts'),
      import('#practice/aws/faults/list.ts'),
    ]);
    return {
      worlds: [...worlds.values()].map(({ id, title, cluster }) => ({ id, title, cluster })),
      faults: [...namedFaults.values()],
    };
  },
  testAccount,
  testStore,
  stopwatch: () => performance.now(),
  world: startWorld,
  bot: async (settings) => (await import('./bot.ts')).startBot(settings, env, log),
  workspace: async (where, config) => (await import('#slack/workspace.ts')).openWorkspace(where, config),
  told,
  onReload: (listener) => void process.on('SIGHUP', listener),
  ready: () => void process.send?.('ready'),
};

// Whoever reads us may stop early, as `head` does; what is left has no reader, and that is no mistake of ours.
stdout.on('error', (error: NodeJS.ErrnoException) => process.exit(error.code === 'EPIPE' ? 0 : 3));

/** A pipe takes what was written only later, and leaving before that would cut a long text off. */
const taken = (stream: NodeJS.WriteStream): Promise<void> => new Promise((done) => stream.write('', () => done()));

const status = await runProgram(process.argv.slice(2), parts);
await Promise.all([taken(stdout), taken(stderr)]);
// What a start that failed half-way has left open must not keep the process.
process.exit(status);
