import type { StatementSeed } from '#practice/worlds/seeds/role.ts';
import type { StateMachineSeed } from '#practice/worlds/seeds/state-machine.ts';
import type { WebHostSeed } from '#practice/worlds/seeds/web.ts';
import type { Program } from '#practice/worlds/world.ts';
import type { Alarm } from './alarms/model.ts';
import type { ScalableTarget } from './application-autoscaling/model.ts';
import type { Call } from './call.ts';
import type { Namespace } from './discovery/model.ts';
import type { Repository } from './ecr/model.ts';
import type { Cluster } from './ecs/model.ts';
import type { Balancing } from './elb/model.ts';
import type { Role } from './iam/model.ts';
import type { LogGroup } from './logs.ts';
import type { Random } from './random.ts';
import type { Secret } from './secretsmanager/model.ts';
import type { Systems } from './ssm/model.ts';
import type { Timings } from './timings.ts';

/** Everything that the simulated account holds. */
export interface Account {
  readonly id: string;
  readonly region: string;
  /** Of the world that it was loaded from. */
  readonly title: string;
  /** ARNs of the roles that may be assumed. */
  readonly roles: readonly string[];
  /** Simulated time, epoch milliseconds; only moves forward. */
  now: number;
  readonly timings: Timings;
  /** Whether ECS's circuit breaker counts tasks that exit after they ran. */
  readonly exitsCount: boolean;
  /** Where ids come from. */
  readonly random: Random;
  readonly images: Readonly<Record<string, Program>>;
  /** Of ECR, by name. */
  readonly repositories: ReadonlyMap<string, Repository>;
  readonly cluster: Cluster;
  readonly parameters: Map<string, Parameter>;
  /** Of Secrets Manager, by name. */
  readonly secrets: ReadonlyMap<string, Secret>;
  /** Of IAM, by ARN. Without any, nothing is forbidden. */
  readonly iamRoles: ReadonlyMap<string, Role>;
  readonly logGroups: Map<string, LogGroup>;
  /** Of Application Auto Scaling, by resource. */
  readonly scalableTargets: Map<string, ScalableTarget>;
  readonly balancing: Balancing;
  /** Of Cloud Map. */
  readonly namespaces: readonly Namespace[];
  /** Of CloudWatch. */
  readonly alarms: readonly Alarm[];
  /** Of Step Functions. */
  readonly stateMachines: readonly StateMachineSeed[];
  /** Of Systems Manager, besides parameters. */
  readonly systems: Systems;
  /** Host names at which its services are reached. */
  readonly web: readonly WebHostSeed[];
  /** Everything that was asked of it over HTTP or by hand, oldest first: what CloudTrail knows. */
  readonly calls: Call[];
  /** By access key. */
  readonly sessions: Map<string, Session>;
}

export interface Parameter {
  readonly name: string;
  readonly type: string;
  readonly dataType: string;
  tier: string;
  description: string | undefined;
  allowedPattern: string | undefined;
  /** Oldest first; the last one is current. At least one. */
  versions: ParameterVersion[];
}

export interface ParameterVersion {
  readonly version: number;
  readonly value: string;
  readonly keyId: string | undefined;
  readonly labels: Set<string>;
  readonly modifiedAt: number;
  readonly modifiedBy: string;
}

/** What AssumeRole gave out. Its end is real time, as the SDK judges it by its own clock. */
export interface Session {
  readonly arn: string;
  readonly role: string;
  readonly name: string;
  readonly assumedRoleId: string;
  readonly sourceIdentity: string | undefined;
  /** Without one it may do all that its role may. */
  readonly policy: readonly StatementSeed[] | undefined;
  readonly expiresAt: number;
}

export const arnOf = ({ id, region }: Pick<Account, 'id' | 'region'>, service: string, resource: string): string =>
  `arn:aws:${service}:${region}:${id}:${resource}`;

/** Simulated seconds from `since` to now. */
export const secondsSince = (account: Account, since: number): number => (account.now - since) / 1_000;
