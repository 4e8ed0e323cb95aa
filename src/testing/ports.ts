import type { Environment } from '#domain/config.ts';
import type { Person } from '#domain/person.ts';
import type { Aws, Catalogue } from '#engine/ports.ts';
import type { Store } from '#engine/store.ts';
import type { Call } from '#practice/aws/call.ts';
import type { ClusterView } from '#practice/page/cluster.ts';

/** What tests need of the world; each test is given an account and a store of its own. */
export interface TestParts {
  readonly catalogue: Catalogue;
  readonly faults: readonly AccountFault[];
  account(place: { readonly world: string; readonly environment: Environment }): Promise<Account>;
  /** Empty; whatever closing leaves behind is nobody's. */
  store(): Promise<Store>;
  /** Who acts in this environment, each with the groups as they are there. */
  people(environment: Environment): readonly Person[];
  /** Real milliseconds from some moment on. */
  stopwatch(): number;
}

/** A simulated AWS account in which nothing moves until its clock is turned. */
export interface Account {
  readonly aws: Aws;
  /** Simulated time, epoch milliseconds. */
  now(): number;
  /** Lives through `ms` of simulated time. */
  advance(ms: number): void;
  /** Everything that was asked, oldest first, without the texts of secrets. */
  calls(): readonly Call[];
  view(): ClusterView;
  /** Every secret value that it holds or has held. */
  secrets(): readonly string[];
  /**
   * @param target ARN of what the step changes, or the name of something of the right kind
   * @throws Failure `wrong-target` where that is not what this fault happens to
   */
  strike(fault: string, target: string): Promise<void>;
  close(): Promise<void>;
}

/** Something that an account can be struck with. */
export interface AccountFault {
  readonly name: string;
  /** A `request` has to go wrong on its way; the others happen at once. */
  readonly to: 'request' | 'service' | 'tasks' | 'parameter' | 'secret' | 'repository';
}
