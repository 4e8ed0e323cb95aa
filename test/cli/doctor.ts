import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect } from '@jest/globals';
import { manifestScopes } from '#cli/manifest-scopes.ts';
import { sealKey } from '#cli/seal-key.ts';
import { type RunningWorld, startWorld, type WorldSettings } from '#practice/start-world.ts';
import { migrate } from '#store/open-store.ts';
import { stepward, type Told } from './stepward.ts';

/** In everything that is secret here, and nowhere in what doctor says. */
export const canary = 'canary7f3a';
export const botToken = `xoxb-${canary}`;
const appToken = `xapp-${canary}`;
export const { needed, optional } = manifestScopes();

const people = [
  { id: 'U01ALICE', name: 'Alice', kind: 'member' },
  { id: 'U02BOB', name: 'Bob', kind: 'member' },
  { id: 'U03CAROL', name: 'Carol', kind: 'guest' },
  { id: 'U04DANA', name: 'Dana', kind: 'member' },
] as const;
export const oncall = { id: 'S0ONCALL', handle: 'oncall', members: ['U01ALICE', 'U02BOB'] };
export const sre = { id: 'S0SRE', handle: 'sre', members: ['U02BOB', 'U04DANA'] };

interface Written {
  /** More lines of the runbook's one step. */
  readonly more?: string;
  readonly count?: number;
  readonly schedule?: string;
}

const configOf = ({ count = 1, schedule = 'restart-one' }: Written): string => `environments:
  prod:
    account: "111122223333"
    region: us-east-1
    channels: [C0PRODOPS]
    start: { groups: [oncall] }
    approve: { groups: [sre], count: ${count}, requester: false, within: 60m, valid_for: 10m }
    values: { cluster: alerting-platform-prod-cluster }
groups:
  oncall: { slack: S0ONCALL }
  sre: { slack: S0SRE }
schedules:
  mornings:
    runbook: ${schedule}
    environment: prod
    cron: "0 6 * * 1-5"
    time_zone: Europe/Berlin
    inputs: { service: kafka }
    channel: C0PRODOPS
`;

let cwd = '';
let world: RunningWorld | undefined;

export const closeWorld = async (): Promise<void> => {
  await world?.stop();
  world = undefined;
};

export async function leave(): Promise<void> {
  await closeWorld();
  rmSync(cwd, { recursive: true, force: true });
}

/** Runbooks under a stepward.yml, and a bot that has run there before. */
export async function place(written: Written = {}): Promise<void> {
  cwd = mkdtempSync(join(tmpdir(), 'stepward-doctor-'));
  mkdirSync(join(cwd, 'runbooks'));
  const text = readFileSync('test/process/restart-one.yml', 'utf8');
  writeFileSync(join(cwd, 'runbooks/restart-one.yml'), `${text}${written.more ?? ''}`);
  writeFileSync(join(cwd, 'runbooks/stepward.yml'), configOf(written));
  const folder = join(cwd, '.stepward');
  await migrate({ folder });
  sealKey(folder, undefined);
}

interface There {
  readonly account?: string;
  readonly groups?: WorldSettings['groups'];
  readonly scopes?: readonly string[];
}

export async function openWorld({
  account = '111122223333',
  groups = [oncall, sre],
  ...more
}: There = {}): Promise<string> {
  const environment = { id: 'prod', account, region: 'us-east-1', channels: ['C0PRODOPS'] };
  const app = { botToken, appToken, scopes: [...needed, ...optional], ...more };
  world = await startWorld({ world: 'alerting-platform', port: 0, speed: 1, environment, people, groups, app });
  return world.url;
}

export const tokens = { SLACK_BOT_TOKEN: botToken, SLACK_APP_TOKEN: appToken };
type Env = Readonly<Record<string, string>>;

/** Whatever doctor is asked, it tells no secret. */
export async function doctor(words: readonly string[], env: Env = tokens): Promise<Told> {
  const { PATH, HOME } = process.env;
  const told = await stepward(['doctor', ...words], { cwd, env: { PATH, HOME, ...env } });
  expect(told.out + told.err).not.toContain(canary);
  return told;
}

export const at = (url: string, env?: Env): Promise<Told> => doctor(['--practice', url], env);

export const linesOf = ({ out }: Told): readonly string[] => out.trimEnd().split('\n');
export const notFine = (told: Told): readonly string[] => linesOf(told).filter((line) => !line.startsWith('✓'));
