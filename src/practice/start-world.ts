import { Failure } from '#domain/failure.ts';
import { isObject } from '#domain/json.ts';
import { createPracticeAws } from './aws/practice-aws.ts';
import { createClock } from './clock.ts';
import type { BotControl } from './page/ports.ts';
import { type PracticeServer, type PracticeServerOptions, startPracticeServer } from './server.ts';
import type { PracticeSlackOptions, SlackGroup } from './slack/options.ts';
import { createPracticeSlack } from './slack/practice-slack.ts';
import { worlds } from './worlds/index.ts';
import type { World } from './worlds/world.ts';

export interface WorldSettings {
  /** Id of one that ships with Stepward. */
  readonly world: string;
  /** 0 takes a free one. */
  readonly port: number;
  /** Simulated seconds in a real one. */
  readonly speed: number;
  /** Where the world shall seem to be. */
  readonly environment: {
    readonly id: string;
    readonly account: string;
    readonly region: string;
    readonly role?: string;
    readonly channels: readonly string[];
    /** Where it is told that somebody has approved alone. */
    readonly breakGlass?: { readonly notify: string };
  };
  readonly people: readonly { readonly id: string; readonly name: string; readonly kind: 'member' | 'guest' }[];
  readonly groups: readonly SlackGroup[];
  readonly app: Pick<PracticeSlackOptions, 'botToken' | 'appToken' | 'http' | 'scopes'>;
  /** What the page may kill and start. */
  readonly bot?: BotControl;
}

export interface RunningWorld {
  readonly url: string;
  /** Simulated time, epoch milliseconds. */
  now(): number;
  stop(): Promise<void>;
}

function worldOf(id: string): World {
  const world = worlds.get(id);
  if (world) return world;
  const known = [...worlds.keys()].join(', ');
  throw new Failure('user', 'no-such-world', `There is no practice world "${id}".`, { hint: `There are ${known}.` });
}

/** Where an environment names no channel, runs may be started in any: there is one all the same. */
function channelsOf({ id, channels, breakGlass }: WorldSettings['environment']): PracticeSlackOptions['channels'] {
  const named = (channels.length > 0 ? channels : ['C0PRACTICE']).map((channel, place) => ({
    id: channel,
    name: place === 0 ? `${id}-ops` : `${id}-ops-${place + 1}`,
  }));
  const isNew = breakGlass !== undefined && !channels.includes(breakGlass.notify);
  return isNew ? [...named, { id: breakGlass.notify, name: 'security' }] : named;
}

const slackOptions = ({ environment, people, groups, app }: WorldSettings): Omit<PracticeSlackOptions, 'now'> => ({
  ...app,
  team: { id: 'T0PRACTICE', name: 'Practice' },
  people: people.map(({ id, name, kind }) => ({ id, name: name.toLowerCase(), displayName: name, kind })),
  groups,
  channels: channelsOf(environment),
  commands: ['/runbook'],
  shortcuts: [
    { callbackId: 'start_runbook', name: 'Start a runbook', on: 'anywhere' },
    { callbackId: 'start_runbook_for_message', name: 'Start a runbook', on: 'message' },
  ],
});

async function listen(options: PracticeServerOptions): Promise<PracticeServer> {
  try {
    return await startPracticeServer(options);
  } catch (thrown) {
    if (!isObject(thrown) || thrown['code'] !== 'EADDRINUSE') throw thrown;
    throw new Failure('user', 'port-taken', `Port ${options.port} is taken.`, { hint: 'Choose another with --port.' });
  }
}

/** Starts a simulated AWS account and a local Slack behind one address of this computer. */
export async function startWorld(settings: WorldSettings): Promise<RunningWorld> {
  const { account, region, role } = settings.environment;
  const world = worldOf(settings.world);
  const clock = createClock({ mode: 'scaled', scale: settings.speed });
  const aws = createPracticeAws({ world, account, region, roles: role === undefined ? [] : [role], clock });
  const slack = createPracticeSlack({ ...slackOptions(settings), now: clock.now });
  const server = await listen({
    aws,
    slack,
    ...(settings.bot ? { bot: settings.bot } : {}),
    port: settings.port,
    host: '127.0.0.1',
  });
  return {
    url: server.url,
    now: clock.now,
    async stop() {
      await server.close();
      clock.stop();
    },
  };
}
