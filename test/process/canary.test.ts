import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { GetParameterCommand, SSMClient } from '@aws-sdk/client-ssm';
import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import { appToken, awsCredentials, botToken } from '#cli/practice/tokens.ts';
import { openStore } from '#store/open-store.ts';
import { stepward } from '../cli/stepward.ts';
import { newest, view } from './history.ts';
import { leaks } from './leaks.ts';
import { answerForm, modals, press, start } from './people.ts';
import { alice, bob, carol, openPractice, type Practice } from './practice.ts';
import { until } from './until.ts';

jest.setTimeout(120_000);

const Name = '/alerting-platform/prod/session-secret';
const isLog = (file: string): boolean => file.endsWith('.log');

/** What is in the files of the folder, their bytes as they are. */
const contents = (folder: string, which: (file: string) => boolean): string =>
  readdirSync(folder)
    .filter(which)
    .map((file) => readFileSync(join(folder, file), 'latin1'))
    .join('\n');

/** What the parameter holds: the account alone can tell. */
async function valueIn({ url }: Practice): Promise<string> {
  const ssm = new SSMClient({ endpoint: url, region: 'us-east-1', credentials: awsCredentials });
  const { Parameter } = await ssm.send(new GetParameterCommand({ Name, WithDecryption: true }));
  ssm.destroy();
  return Parameter?.Value ?? '';
}

/** Everything that can be read afterwards, by where it is. */
type Traces = Readonly<Record<'store' | 'log' | 'Slack' | 'page' | 'calls' | 'show', string>>;

async function tracesOf(practice: Practice, run: string): Promise<Traces> {
  const { folder, state } = practice;
  const pages = await Promise.all([alice, bob, carol].map(state));
  return {
    store: contents(folder, (file) => !isLog(file)),
    log: contents(folder, isLog),
    Slack: await practice.sent(),
    page: JSON.stringify(pages),
    calls: await practice.calls(),
    show: (await stepward(['show', run, '--store', folder])).out,
  };
}

let practice: Practice;
const taken: Traces[] = [];
const values: string[] = [];

/** The whole runbook, with a plan that is looked at and a write whose answer gets lost. */
async function rotate(): Promise<void> {
  await start(practice, 'rotate-session-secret', {});
  const store = await openStore({ folder: practice.folder });
  const run = await newest(store);
  await practice.fault({ op: 'PutParameter', kind: 'drop-after', times: 1 });
  await press(practice, run, 'full-plan');
  await until(
    () => modals(practice, bob),
    ({ length }) => length > 0,
  );
  taken.push(await tracesOf(practice, run));
  for (const step of ['rotate', 'restart']) await press(practice, `${run}.${step}`, 'decide.approve');
  await press(practice, run, 'note.done');
  await answerForm(practice, bob, { note: 'Signed in.' });
  const { phase } = await until(
    () => view(store, run),
    ({ receipt }) => receipt !== undefined,
  );
  expect(phase).toBe('succeeded');
  await store.close();
  taken.push(await tracesOf(practice, run));
}

beforeAll(async () => {
  practice = await openPractice({ speed: 30 });
  values.push(await valueIn(practice));
  await rotate();
  values.push(await valueIn(practice));
});
afterAll(() => practice.close());

const everywhere: readonly (keyof Traces)[] = ['store', 'log', 'Slack', 'page', 'calls', 'show'];
const all = (where: keyof Traces): string => taken.map((traces) => traces[where]).join('\n');

describe('a secret that was generated', () => {
  it('is another one now, and long', () => {
    const [before = '', after = ''] = values;
    expect(before).toBe('practice-canary-third-session-secret');
    expect(Buffer.from(after, 'base64url')).toHaveLength(48);
  });

  it.each(everywhere)('stands nowhere in: %s; nor does the one before', (where) => {
    expect(leaks(all(where), values)).toEqual([]);
  });

  it('would be found: what was searched is about its parameter, and finds what it is given', () => {
    for (const where of ['store', 'Slack', 'page', 'calls', 'show'] as const) expect(all(where)).toContain(Name);
    expect(all('log')).toContain('"ready"');
    const [, value = ''] = values;
    expect(leaks(`cut${value.slice(20)}`, values)).not.toEqual([]);
    expect(leaks(Buffer.from(value).toString('hex'), values)).not.toEqual([]);
  });
});

describe('what the bot signs in with', () => {
  it.each(['store', 'log'] as const)('stands nowhere in: %s', (where) => {
    const own = [botToken, appToken, awsCredentials.secretAccessKey];
    expect([...own, 'SecretAccessKey', 'SessionToken'].filter((each) => all(where).includes(each))).toEqual([]);
  });
});
