import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { catalogue as actions } from '#actions/list.ts';
import { signatures } from '#actions/signatures.ts';
import { createAws } from '#aws/create-aws.ts';
import { appToken, awsCredentials, botToken } from '#cli/practice/tokens.ts';
import type { Decider } from '#cli/walk/decider.ts';
import { openStage } from '#cli/walk/stage.ts';
import { start } from '#cli/walk/start.ts';
import { walk } from '#cli/walk/walk.ts';
import type { RunView } from '#domain/run-view.ts';
import { openCatalogue } from '#files/catalogue.ts';
import type { Call } from '#practice/aws/call.ts';
import { namedFaults } from '#practice/aws/faults/list.ts';
import type { ClusterView } from '#practice/page/cluster.ts';
import { startWorld } from '#practice/start-world.ts';
import { worlds } from '#practice/worlds/index.ts';
import { migrate, openStore } from '#store/open-store.ts';
import { createTerminal } from '../cli/terminal.ts';

const alice = 'U01ALICE';

type StageParts = Parameters<typeof openStage>[1];

const partsLogging = (log: StageParts['log']): StageParts => ({
  log,
  catalogue: async (folder) => openCatalogue(folder, signatures(actions)),
  store: ({ folder }) => openStore({ folder }),
  migrate: ({ folder }) => migrate({ folder }),
  practiceNames: async () => ({ worlds: [...worlds.values()], faults: [...namedFaults.values()] }),
  practiceAws: async (endpoint) => createAws({ endpoint, credentials: awsCredentials }),
  async world({ cast, ...settings }) {
    const groups = cast.groups.map(({ name, slack = name, members }) => ({ id: slack, handle: name, members }));
    const app = { botToken, appToken };
    const { url, now, stop } = await startWorld({ ...settings, people: cast.people, groups, app });
    return { url, clock: { now, wall: Date.now }, stop };
  },
});

export interface Drive {
  readonly runbook: string;
  readonly world?: string;
  readonly inputs?: readonly string[];
  /** Made when the world's address is known. */
  readonly decider: (url: string) => Decider;
}

export interface Driven {
  readonly view: RunView;
  /** The writes that took effect, each with the step that made it: `StopTask by kafka`. */
  readonly writes: readonly string[];
  readonly cluster: ClusterView;
  /** What the session secret is in the end. */
  readonly secret: string;
  /** Everything that was said, stored and logged, as one text. */
  readonly traces: string;
}

const read = async <T>(url: string, path: string): Promise<T> =>
  (await (await fetch(`${url}/_sim/${path}`)).json()) as T;

async function secretOf(url: string): Promise<string> {
  const params = { Name: '/alerting-platform/prod/session-secret', WithDecryption: true };
  const answer = await fetch(`${url}/_sim/perform`, {
    method: 'POST',
    body: JSON.stringify({ op: 'GetParameter', params }),
  });
  return ((await answer.json()) as { Parameter: { Value: string } }).Parameter.Value;
}

/** The session of each write is named for the run's step. */
const written = ({ op, sessionName = '' }: Call): string => `${op} by ${sessionName.split('.')[2] ?? 'somebody else'}`;

/** Walks one of our runbooks in a practice world, sixty times as fast, to its end. */
export async function drive({ runbook, world = 'alerting-platform', inputs = [], decider }: Drive): Promise<Driven> {
  const folder = mkdtempSync(join(tmpdir(), 'stepward-runbook-'));
  const logged: unknown[] = [];
  const io = createTerminal();
  const settings = { world, runbooks: 'runbooks', speed: 60, folder };
  const stage = await openStage(
    settings,
    partsLogging((...entry) => void logged.push(entry)),
  );
  const { engine, changes, url } = stage;
  try {
    const wanted = { runbook, by: alice, inputs, reason: 'drill', interactive: false };
    const run = await start(engine, wanted);
    const view = await walk(run, { engine, changes, io, decider: decider(url) });
    const calls = await read<readonly Call[]>(url, 'calls');
    const writes = calls.filter(({ write, applied, service }) => write && applied && service !== 'sts').map(written);
    const cluster = await read<ClusterView>(url, 'view');
    const secret = await secretOf(url);
    const stored = readdirSync(folder).map((file) => readFileSync(join(folder, file), 'latin1'));
    const traces = [...io.said, ...stored, JSON.stringify(logged), JSON.stringify(calls)].join('\n');
    return { view, writes, cluster, secret, traces };
  } finally {
    await stage.stop();
    rmSync(folder, { recursive: true, force: true });
  }
}
