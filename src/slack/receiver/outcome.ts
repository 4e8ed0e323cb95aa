import type { Log } from '../log.ts';
import type { Address } from './address.ts';
import type { Farewell } from './envelope.ts';
import type { Timing } from './timing.ts';

/** How a connection ended, or why there was none. */
export type Outcome = { readonly kind: Farewell } | Exclude<Address, { kind: 'address' }>;

export interface Standing {
  /** In a row, without a connection that lasted. */
  readonly failures: number;
  /** Connections that stay all the same. */
  readonly others: number;
}

/** So that many bots do not come back at the same moment (https://aws.amazon.com/blogs/architecture/exponential-backoff-and-jitter/). */
const fullJitter = (failures: number, { first, most }: Timing): number =>
  failures === 0 ? 0 : Math.random() * Math.min(most, first * 2 ** (failures - 1));

/** Milliseconds until the next try. */
export function pauseAfter(outcome: Outcome, { failures, others }: Standing, timing: Timing): number {
  if (outcome.kind === 'limited') return outcome.wait;
  const isSlow =
    outcome.kind === 'refused' || outcome.kind === 'disabled' || (outcome.kind === 'crowded' && others > 0);
  return isSlow ? timing.slow : fullJitter(failures, timing);
}

/** What a person has to do about a token that Slack refuses. */
export const remedyOf = (code: string): string =>
  code === 'account_inactive'
    ? 'The app was removed from the workspace: install it again, and put its tokens into SLACK_BOT_TOKEN and SLACK_APP_TOKEN.'
    : 'Put an app-level token with connections:write (Basic Information, App-Level Tokens) into SLACK_APP_TOKEN, and restart.';

type Words = {
  readonly [Kind in Outcome['kind']]: (outcome: Extract<Outcome, { kind: Kind }>, left: string) => string;
};

const WORDS: Words = {
  refused: ({ code }, left) => `Slack refuses the app token: ${code}; ${left}. ${remedyOf(code)}`,
  disabled: (_, left) => `Socket Mode is switched off in the settings of the Slack app; ${left}. Switch it on there.`,
  crowded: (_, left) => `The Slack app has as many websockets as it may have; ${left}.`,
  limited: ({ wait }, left) => `Slack wants to be asked again for a connection in ${wait / 1000} s; ${left}.`,
  lost: (_, left) => `A connection to Slack was lost, or could not be made; ${left}.`,
  refresh: (_, left) => `Slack wants a connection replaced; ${left}.`,
};

const LEVELS: Readonly<Record<Outcome['kind'], keyof Log>> = {
  refused: 'error',
  disabled: 'error',
  crowded: 'warn',
  limited: 'warn',
  lost: 'warn',
  refresh: 'info',
};

/** Says in the log what happened, and what to do where a person can do something. */
export function report<Kind extends Outcome['kind']>(
  outcome: Extract<Outcome, { kind: Kind }>,
  { others }: Standing,
  log: Log,
): void {
  const left = others === 0 ? 'nothing arrives from Slack meanwhile' : `${others} still open`;
  log[LEVELS[outcome.kind]](WORDS[outcome.kind as Kind](outcome, left));
}
