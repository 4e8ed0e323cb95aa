import type { Program } from '../worlds/world.ts';
import type { Cluster } from './ecs/model.ts';
import type { LogGroup } from './logs.ts';
import type { Parameter } from './parameters.ts';
import type { Session } from './principal.ts';
import type { Timings } from './timings.ts';

/** Everything that the simulated account holds. */
export interface Account {
  readonly id: string;
  readonly region: string;
  /** ARNs of the roles that may be assumed. */
  readonly roles: readonly string[];
  /** Simulated time, epoch milliseconds; only moves forward. */
  now: number;
  readonly timings: Timings;
  readonly images: Readonly<Record<string, Program>>;
  readonly cluster: Cluster;
  readonly parameters: Map<string, Parameter>;
  readonly logGroups: Map<string, LogGroup>;
  /** By access key. */
  readonly sessions: Map<string, Session>;
}

export const arnOf = ({ id, region }: Pick<Account, 'id' | 'region'>, service: string, resource: string): string =>
  `arn:aws:${service}:${region}:${id}:${resource}`;

/** Simulated seconds from `since` to now. */
export const secondsSince = (account: Account, since: number): number => (account.now - since) / 1_000;
