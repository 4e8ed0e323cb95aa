import { type Command, textOf } from '../command.ts';
import { exitFor, fine, found, type Line, left, look, sayLine } from '../doctor/line.ts';
import { peopleLines } from '../doctor/people.ts';
import { scopeLines } from '../doctor/scopes.ts';
import { awsLine, keyLine, runbookLines, scheduleLines } from '../doctor/setup.ts';
import type { Env, Files, Parts, StorePlace } from '../parts.ts';
import { placeOf, storeOption, withStore } from '../place.ts';
import { loopback } from '../practice/loopback.ts';

const command: Command = {
  name: 'doctor',
  summary: 'Look whether everything that the bot needs is there, and everybody.',
  options: [
    { flags: '--runbooks <folder>', summary: 'where the runbooks are', default: 'runbooks' },
    storeOption,
    { flags: '--offline', summary: 'ask neither AWS nor Slack' },
    { flags: '--practice <address>', summary: 'ask the practice world at this address instead of Slack and AWS' },
  ],
  async run(_, options, parts) {
    const practice = textOf(options, 'practice');
    const folder = textOf(options, 'runbooks') ?? 'runbooks';
    const lines: Line[] = [];
    const say = (more: readonly Line[]): void => {
      lines.push(...more);
      for (const line of more) parts.io.out(sayLine(line));
    };
    const catalogue = await read(folder, parts, say);
    say(
      await look('Store', () => withStore(options, parts, async (store) => stands(store, placeOf(options, parts.env)))),
    );
    say(await look('Key', async () => keyLine(placeOf(options, parts.env), parts.env['STEPWARD_KEY'])));
    if (options['offline'] === true) say([left('AWS and Slack: not asked, as --offline says')]);
    else if (catalogue) await ask({ catalogue, parts, say, ...(practice && { practice: loopback(practice) }) });
    return exitFor(lines);
  },
};

export default command;

type Say = (lines: readonly Line[]) => void;

async function read(folder: string, parts: Parts, say: Say): Promise<Files | undefined> {
  let catalogue: Files | undefined;
  const lines = await look('Runbooks', async () => {
    catalogue = await parts.catalogue(folder);
    return [...runbookLines(folder, catalogue), ...scheduleLines(catalogue)];
  });
  say(lines);
  return catalogue;
}

async function stands(store: Awaited<ReturnType<Parts['store']>>, { folder, url }: StorePlace): Promise<Line> {
  await store.transaction((tx) => tx.runs.list({ limit: 1 }), { reads: true });
  return fine(`Store: ${url === undefined ? folder : 'DATABASE_URL'} can be reached and is up to date`);
}

interface Asking {
  readonly catalogue: Files;
  readonly parts: Parts;
  readonly say: Say;
  /** Address of the practice world. */
  readonly practice?: string;
}

async function ask(asking: Asking): Promise<void> {
  const { catalogue, parts, say, practice } = asking;
  const aws = await (practice === undefined ? parts.aws() : parts.practiceAws(practice));
  for (const environment of catalogue.config.environments)
    say(await look(`AWS in ${environment.id}`, () => awsLine(aws, environment)));
  say(await look('Slack', () => askSlack(asking)));
}

async function askSlack({ catalogue, parts, practice }: Asking): Promise<readonly Line[]> {
  const { env } = parts;
  const token = env['SLACK_BOT_TOKEN'];
  if (!token) return [found('Slack: SLACK_BOT_TOKEN is not set; the README says where it comes from')];
  const where = { botToken: token, ...(practice === undefined ? {} : { apiUrl: `${practice}/slack/api/` }) };
  const workspace = await parts.workspace(where, () => catalogue.config);
  return [
    fine(`Slack: the bot token is of ${workspace.address}`),
    ...(await look('Slack', () => appTokenLine(env, workspace.checkAppToken))),
    ...scopeLines(workspace.scopes),
    ...(await peopleLines(workspace.directory, catalogue)),
  ];
}

async function appTokenLine(env: Env, check: (token: string) => Promise<void>): Promise<Line> {
  const token = env['SLACK_APP_TOKEN'];
  if (!token && env['SLACK_SIGNING_SECRET']) return left('Slack: no SLACK_APP_TOKEN, as clicks come by HTTP');
  if (!token) return found('Slack: SLACK_APP_TOKEN is not set; the README says where it comes from');
  await check(token);
  return fine('Slack: the app-level token opens Socket Mode');
}
