import { createPracticeAws, type PracticeAws } from '#practice/aws/practice-aws.ts';
import { createClock } from '#practice/clock.ts';
import type { BotControl } from '#practice/page/ports.ts';
import { type PracticeServer, startPracticeServer } from '#practice/server.ts';
import { createPracticeSlack, type PracticeSlack } from '#practice/slack/practice-slack.ts';
import { alertingPlatform } from '#practice/worlds/alerting-platform.ts';
import type { World } from '#practice/worlds/world.ts';
import { OPTIONS } from './slack/stage.ts';

export interface PracticeWorld {
  readonly slack: PracticeSlack;
  readonly aws: PracticeAws;
  readonly server: PracticeServer;
  readonly end: () => Promise<void>;
}

interface More {
  readonly bot?: BotControl;
  /** The alerting platform after its outage where it is left out. */
  readonly world?: World;
}

/** A world at 08:06 on a clock that stands still, with Slack beside it, on a free port. */
export async function openPracticeWorld({ world = alertingPlatform, ...more }: More = {}): Promise<PracticeWorld> {
  const clock = createClock({ mode: 'manual', start: Date.parse('2026-11-21T08:06:00Z') });
  const slack = createPracticeSlack({ ...OPTIONS, now: clock.now });
  const account = { account: '111122223333', region: 'eu-west-1', roles: [] };
  const aws = createPracticeAws({ world, clock, ...account });
  const server = await startPracticeServer({ slack, aws, port: 0, host: '127.0.0.1', ...more });
  return {
    slack,
    aws,
    server,
    end: async () => {
      clock.stop();
      await server.close();
    },
  };
}
