/** Milliseconds. */
export interface Timing {
  /** A connection on which nothing is heard for so long is dead; a third of it is how often we knock. */
  readonly silence: number;
  /** For the way from the address to Slack's hello. */
  readonly greeting: number;
  /** How long a connection that Slack wants replaced still takes what comes, unless Slack closes it before: ours would cut off what is on its way. */
  readonly linger: number;
  /** How long stopping waits for what is under way. */
  readonly drain: number;
  /** The pause after the first failure; each further one doubles it up to `most`, and a random part of it is waited. */
  readonly first: number;
  readonly most: number;
  /** Between two tries of what a person must put right, and of one connection too many. */
  readonly slow: number;
}

export const TIMING: Timing = {
  silence: 30_000,
  greeting: 10_000,
  linger: 30_000,
  drain: 10_000,
  first: 500,
  most: 30_000,
  slow: 60_000,
};
