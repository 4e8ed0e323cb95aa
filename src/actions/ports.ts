import type { JsonObject } from '#domain/json.ts';
import type { AlarmsRead } from './ports/alarms-read.ts';
import type { CallsRead } from './ports/calls-read.ts';
import type { AutomationsRead, CommandsRead } from './ports/commands-read.ts';
import type { DiscoveryRead } from './ports/discovery-read.ts';
import type { ImagesRead } from './ports/images-read.ts';
import type { LoadBalancerRead } from './ports/load-balancer-read.ts';
import type { NetworkRead } from './ports/network-read.ts';
import type { RevisionRead } from './ports/revision-read.ts';
import type { RolesRead } from './ports/roles-read.ts';
import type { ScalingRead } from './ports/scaling-read.ts';
import type { SecretsRead } from './ports/secrets-read.ts';
import type { StateMachineRead } from './ports/state-machine-read.ts';
import type { TrailRead } from './ports/trail-read.ts';
import type { WebRead } from './ports/web-read.ts';

/** What actions and checks may read. Times are epoch milliseconds; an absent service, task or parameter is `undefined` or missing from the list, not an error. */
export interface Read {
  readonly ecs: EcsRead;
  readonly ssm: SsmRead;
  readonly logs: LogsRead;
  readonly network: NetworkRead;
  readonly commands: CommandsRead;
  readonly automations: AutomationsRead;
  readonly calls: CallsRead;
  readonly loadBalancers: LoadBalancerRead;
  readonly discovery: DiscoveryRead;
  readonly alarms: AlarmsRead;
  readonly stateMachines: StateMachineRead;
  readonly web: WebRead;
  readonly images: ImagesRead;
  readonly roles: RolesRead;
  readonly scaling: ScalingRead;
  readonly secrets: SecretsRead;
  readonly trail: TrailRead;
}

export interface Deployment {
  readonly id: string;
  readonly status: string;
  readonly taskDefinition: string;
  readonly desired: number;
  readonly running: number;
  readonly pending: number;
  readonly failed: number;
  readonly createdAt: number;
  readonly rollout: string;
  readonly rolloutReason: string;
}

export interface EcsServiceState {
  readonly arn: string;
  readonly name: string;
  readonly cluster: string;
  readonly status: string;
  readonly controller: string;
  /** `REPLICA`, or `DAEMON`: one task on every instance, and no count. */
  readonly scheduling: string;
  readonly desired: number;
  readonly running: number;
  readonly pending: number;
  readonly taskDefinition: string;
  /** `ROLLING`, or one of those that shift traffic: `BLUE_GREEN`, `LINEAR`, `CANARY`. */
  readonly strategy: string;
  readonly minimumHealthyPercent: number;
  readonly maximumPercent: number;
  readonly circuitBreaker: 'off' | 'stops' | 'rolls back';
  readonly launchType: string;
  /** Seconds in which a failing health check is forgiven after a task's start. */
  readonly grace: number;
  /** Of tasks that each have their own network interface. */
  readonly network?: {
    readonly subnets: readonly string[];
    readonly securityGroups: readonly string[];
    readonly assignPublicIp: boolean;
  };
  readonly loadBalancers: readonly {
    readonly targetGroup: string;
    readonly container: string;
    readonly port: number;
  }[];
  /** ARNs of the services of Cloud Map in which tasks are registered. */
  readonly registries: readonly string[];
  /** Whether one of them names a port or a container too, as SRV records need. */
  readonly registriesByPort: boolean;
  /** Whether tasks that start are given the agent of ECS Exec. */
  readonly executeCommand: boolean;
  readonly zoneRebalancing: 'ENABLED' | 'DISABLED';
  /** ARN of the service deployment that is the newest; services not deployed since October 2024 have none. */
  readonly serviceDeployment?: string;
  /** As UpdateService takes it, for whoever changes one member of it. */
  readonly deploymentConfiguration: JsonObject;
  /** Expressions and types that narrow the instances on which tasks may run. */
  readonly placementConstraints: readonly string[];
  readonly deployments: readonly Deployment[];
  /** Newest first. */
  readonly events: readonly { readonly at: number; readonly message: string }[];
}

export interface Task {
  readonly arn: string;
  /** Last part of the ARN. */
  readonly id: string;
  readonly group: string;
  /** Id of the deployment that started it. */
  readonly startedBy: string;
  readonly taskDefinition: string;
  readonly lastStatus: string;
  readonly desiredStatus: string;
  readonly health: 'HEALTHY' | 'UNHEALTHY' | 'UNKNOWN';
  readonly containerInstance?: string;
  /** Of a task with a network interface of its own. */
  readonly ip?: string;
  readonly networkInterface?: string;
  readonly createdAt: number;
  readonly startedAt?: number;
  readonly stoppingAt?: number;
  readonly stoppedAt?: number;
  readonly stopCode?: string;
  readonly stoppedReason?: string;
  readonly containers: readonly {
    readonly name: string;
    readonly lastStatus: string;
    readonly exitCode?: number;
    readonly reason?: string;
    readonly imageDigest?: string;
  }[];
}

export interface TaskDefinition {
  readonly arn: string;
  readonly family: string;
  readonly networkMode: string;
  readonly status: string;
  readonly compatibilities: readonly string[];
  readonly executionRole?: string;
  readonly taskRole?: string;
  /** `X86_64` or `ARM64`; where nothing is said, X86_64. */
  readonly architecture: string;
  readonly placementConstraints: readonly string[];
  readonly containers: readonly {
    readonly name: string;
    readonly image: string;
    readonly essential: boolean;
    /** Ports of the instance that a task takes for itself: fixed ones in bridge mode, every one in host mode, none where each task has its own network interface. */
    readonly hostPorts: readonly number[];
    readonly hasHealthCheck: boolean;
    readonly healthCheck?: {
      readonly command: readonly string[];
      readonly interval: number;
      readonly timeout: number;
      readonly retries: number;
      readonly startPeriod: number;
    };
    /** Names of its environment variables; their values are not handed on. */
    readonly environment: readonly string[];
    /** Where its lines go, by the awslogs driver: streams are named `<prefix>/<container>/<task id>`. */
    readonly logs?: { readonly group: string; readonly prefix: string };
    /** Environment variables filled from parameters or secrets at start. */
    readonly secrets: readonly { readonly name: string; readonly valueFrom: string }[];
  }[];
}

export interface EcsRead extends RevisionRead {
  service(cluster: string, name: string): Promise<EcsServiceState | undefined>;
  /** In the order asked; an unknown one is left out. */
  services(cluster: string, names: readonly string[]): Promise<readonly EcsServiceState[]>;
  /** Names of the clusters, sorted. */
  listClusters(): Promise<readonly string[]>;
  /** Names of the services, sorted. */
  listServices(cluster: string): Promise<readonly string[]>;
  /** ARNs of the ACTIVE revisions of a task definition, newest first, at most `limit`. */
  listRevisions(family: string, limit: number): Promise<readonly string[]>;
  tasks(cluster: string, service: string, desiredStatus: 'RUNNING' | 'STOPPED'): Promise<readonly Task[]>;
  /** Tasks gone for more than about an hour are missing from the answer. */
  tasksByArn(cluster: string, arns: readonly string[]): Promise<readonly Task[]>;
  /** Of these tasks, those that are protected from being stopped while ECS scales in or deploys. */
  protectedTasks(cluster: string, arns: readonly string[]): Promise<readonly string[]>;
  taskDefinition(arn: string): Promise<TaskDefinition>;
  /** Of a service: values by name. */
  tags(arn: string): Promise<Readonly<Record<string, string>>>;
  /** Tasks of any revision of a family that are to run, those of services among them. */
  familyTasks(cluster: string, family: string): Promise<readonly Task[]>;
  /** Tasks of this `startedBy`, running and stopped. */
  startedBy(cluster: string, startedBy: string): Promise<readonly Task[]>;
  /** Container instances of the cluster; empty on Fargate. `active`: tasks may be placed on it. */
  hosts(
    cluster: string,
  ): Promise<readonly { readonly arn: string; readonly ec2InstanceId: string; readonly active: boolean }[]>;
}

export interface Parameter {
  readonly name: string;
  readonly arn: string;
  readonly type: string;
  readonly keyId?: string;
  readonly tier: string;
  readonly version: number;
  readonly modifiedAt: number;
  readonly modifiedBy: string;
  readonly dataType: string;
  readonly description?: string;
  readonly allowedPattern?: string;
  readonly hasPolicies: boolean;
}

export interface SsmRead {
  parameter(name: string): Promise<Parameter | undefined>;
  /** Newest first, never with values. */
  versions(name: string): Promise<
    readonly {
      readonly version: number;
      readonly labels: readonly string[];
      readonly modifiedBy: string;
      readonly modifiedAt: number;
    }[]
  >;
}

export interface LogsRead {
  /** Lines from `since` on, oldest first, at most `limit` (default 1,000) newest; `pattern` is a plain text that a line contains, sent as a quoted phrase, `stream` how the name of its stream begins. What was read within the last two seconds may be the answer. */
  lines(
    group: string,
    options: { readonly since: number; readonly pattern?: string; readonly stream?: string; readonly limit?: number },
  ): Promise<readonly { readonly at: number; readonly stream: string; readonly text: string }[]>;
}

/** Values of secrets that an input refers to. It is not part of `Read`, so that no action or check can come by one. */
export interface ValueRead {
  /** Of a parameter, decrypted. `reference` may end in a version or a label: `/path:3`. Undefined where there is none of it. */
  parameter(reference: string): Promise<string | undefined>;
  /** What a secret of Secrets Manager holds now (AWSCURRENT), by its name. */
  secret(name: string): Promise<string | undefined>;
}
