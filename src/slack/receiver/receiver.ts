import type { Receiver } from '@slack/bolt';

/** How well Slack reaches us. */
export interface ReceiverStatus {
  readonly mode: 'socket' | 'http';
  /** Whether what Slack sends now would be taken. */
  readonly ready: boolean;
  /** Open websockets; none by HTTP. */
  readonly connections: number;
  /** Epoch milliseconds of the latest delivery. */
  readonly lastEventAt?: number;
  /** Deliveries whose listeners still work. */
  readonly inFlight: number;
}

/** What brings Slack's events, commands and clicks to Bolt. Stopping waits for what is under way. */
export interface SlackReceiver extends Receiver {
  status(): ReceiverStatus;
}
