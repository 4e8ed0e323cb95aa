import type { IncomingMessage, ServerResponse } from 'node:http';
import type { PracticeSlack } from '#practice/slack/practice-slack.ts';
import type { ClusterView } from './cluster.ts';

export type BotState = 'running' | 'stopped' | 'starting';

/** The bot's process, which the page can kill and start again. */
export interface BotControl {
  readonly state: () => BotState;
  readonly kill: () => Promise<void>;
  readonly start: () => Promise<void>;
  readonly onChange: (listener: () => void) => () => void;
}

/** The simulated AWS account, as far as the practice server and its page need it. */
export interface Cloud {
  readonly handle: (request: IncomingMessage, response: ServerResponse) => Promise<void>;
  readonly clock: { now(): number; scale(): number; setScale(scale: number): void };
  readonly view: () => ClusterView;
  readonly onChange: (listener: () => void) => () => void;
}

/** What stands behind the page. */
export interface World {
  readonly aws: Cloud;
  readonly slack: PracticeSlack;
  readonly bot?: BotControl;
}
