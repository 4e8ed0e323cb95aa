import type { PracticeAws } from '#practice/aws/practice-aws.ts';
import type { PracticeSlack } from '#practice/slack/practice-slack.ts';

export type BotState = 'running' | 'stopped' | 'starting';

/** The bot's process, which the page can kill and start again. */
export interface BotControl {
  state(): BotState;
  kill(): Promise<void>;
  start(): Promise<void>;
  /** Returns how to stop listening. */
  onChange(listener: () => void): () => void;
}

/** What stands behind the page. */
export interface World {
  readonly aws: PracticeAws;
  readonly slack: PracticeSlack;
  readonly bot?: BotControl;
}
