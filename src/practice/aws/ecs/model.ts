import type { JsonObject } from '#domain/json.ts';
import type { Need, Program } from '#practice/worlds/world.ts';
import type { LogStream } from '../logs.ts';
import type { DeploymentConfiguration, ServiceOptions } from './configuration.ts';
import type { ContainerDefinition, TaskDefinition } from './definition.ts';
import type { Shift } from './shift/model.ts';

/** One cluster. Its state is changed in place by the operations and, once a simulated second, by `tick`; times are epoch milliseconds. */
export interface Cluster {
  readonly name: string;
  readonly arn: string;
  readonly hosts: readonly Host[];
  readonly services: Map<string, Service>;
  /** Live ones, and those that stopped less than an hour ago, in the order they were created. */
  tasks: Task[];
  readonly definitions: Map<string, TaskDefinition[]>;
  /** What was run by RunTask, by its client token. */
  readonly runs: Map<string, TaskRun>;
  /** What befalls tasks, and since when, by their group: `service:api`, or `family:smoke-test` of those that nobody keeps running. */
  readonly hindrances: Map<string, Map<Hindrance, number>>;
}

/** The same token and the same parameters give the same tasks again. */
interface TaskRun {
  readonly at: number;
  readonly asked: string;
  readonly tasks: readonly Task[];
}

export interface Host {
  readonly arn: string;
  readonly id: string;
  readonly ec2InstanceId: string;
  readonly instanceType: string;
  readonly cpu: number;
  readonly memory: number;
}

export interface Service {
  readonly name: string;
  readonly arn: string;
  readonly createdAt: number;
  readonly launchType: LaunchType;
  placementConstraints: readonly string[];
  /** Of a service whose tasks each have their own network interface. */
  network: Network | undefined;
  loadBalancers: readonly JsonObject[];
  registries: readonly JsonObject[];
  platformVersion: string;
  /** Members that are shown as they were given. */
  options: ServiceOptions;
  desired: number;
  grace: number;
  configuration: DeploymentConfiguration;
  /** The newest, PRIMARY, first. */
  deployments: Deployment[];
  /** What a rollback goes back to. */
  completed: Deployment | undefined;
  /** Newest first. */
  records: ServiceDeployment[];
  /** Newest first, at most a hundred; never changed in place, so that views can share it. */
  events: readonly ServiceEvent[];
  isSteady: boolean;
  /** Since when nothing could be started or stopped although something should. */
  stalledAt: number | undefined;
  /** Not before this is a task launched in place of an unhealthy one. */
  replaceAt: number;
  healthFailures: number;
  tags: JsonObject[];
}

export type LaunchType = 'EC2' | 'FARGATE';

export interface Network {
  readonly subnets: readonly string[];
  readonly securityGroups: readonly string[];
  readonly assignPublicIp: boolean;
}

/**
 * What was ordered to go wrong with tasks: their image cannot be pulled, or only slowly; they exit soon after they run, or never by themselves;
 * they fail their health check; they write no line.
 */
export type Hindrance = 'unpullable' | 'slow' | 'exiting' | 'hanging' | 'unhealthy' | 'silent';

type ServiceEvent = {
  readonly id: string;
  /** Epoch seconds: events are kept as they are sent, because every answer shares them. */
  readonly createdAt: number;
  readonly message: string;
};

export interface Deployment {
  readonly id: string;
  readonly definition: TaskDefinition;
  readonly revision: Revision;
  readonly createdAt: number;
  readonly record: ServiceDeployment;
  readonly isRollback: boolean;
  status: 'PRIMARY' | 'ACTIVE';
  rollout: 'IN_PROGRESS' | 'COMPLETED' | 'FAILED';
  reason: string;
  updatedAt: number;
  /** Consecutive failures, as `failedTasks` shows them. */
  failed: number;
  /** Launches in a row that never came to run, for the back-off. */
  neverRan: number;
  launchAt: number;
}

/** What DescribeServiceDeployments tells; a rollback belongs to the deployment that it undoes. */
export interface ServiceDeployment {
  readonly arn: string;
  readonly createdAt: number;
  readonly target: Revision;
  readonly sources: readonly Revision[];
  status:
    | 'PENDING'
    | 'IN_PROGRESS'
    | 'SUCCESSFUL'
    | 'STOP_REQUESTED'
    | 'STOPPED'
    | 'ROLLBACK_REQUESTED'
    | 'ROLLBACK_IN_PROGRESS'
    | 'ROLLBACK_SUCCESSFUL'
    | 'ROLLBACK_FAILED';
  statusReason?: string;
  startedAt?: number;
  finishedAt?: number;
  stoppedAt?: number;
  updatedAt: number;
  failureCount: number;
  /** Of a deployment that shifts traffic. */
  readonly shift: Shift | undefined;
  rollback?: { readonly reason: string; readonly startedAt: number; readonly serviceRevisionArn: string };
}

export interface Revision {
  readonly arn: string;
  /** The deployment whose tasks are meant. */
  readonly deploymentId: string;
  readonly createdAt: number;
  readonly definition: TaskDefinition;
  /** By container, what the tags meant when it was deployed; a digest is missing where there was no such image. */
  readonly images: readonly {
    readonly container: string;
    readonly image: string;
    readonly digest: string | undefined;
  }[];
  /** As the service was. */
  readonly settings: Pick<Service, 'launchType' | 'network' | 'loadBalancers' | 'registries'>;
}

export type TaskStatus =
  | 'PROVISIONING'
  | 'PENDING'
  | 'ACTIVATING'
  | 'RUNNING'
  | 'DEACTIVATING'
  | 'STOPPING'
  | 'DEPROVISIONING'
  | 'STOPPED';

export type StopCode =
  | 'ServiceSchedulerInitiated'
  | 'UserInitiated'
  | 'EssentialContainerExited'
  | 'TaskFailedToStart'
  | 'SpotInterruption';

/** One that a service's scheduler started, and keeps. */
export interface ServiceTask extends Task {
  readonly service: Service;
  readonly deployment: Deployment;
}

export interface Task {
  readonly arn: string;
  readonly id: string;
  readonly group: string;
  /** What the caller of RunTask says, or the id of the deployment. */
  readonly startedBy: string | undefined;
  readonly launchType: LaunchType;
  /** Of a single task there is none: nobody replaces it when it ends. */
  readonly service?: Service;
  readonly deployment?: Deployment;
  readonly definition: TaskDefinition;
  readonly interface: NetworkInterface | undefined;
  /** As RunTask took them. */
  readonly overrides: JsonObject;
  readonly host: Host | undefined;
  readonly containers: readonly Container[];
  readonly createdAt: number;
  status: TaskStatus;
  /** When it came to this status. */
  since: number;
  desired: 'RUNNING' | 'STOPPED';
  /** Counts as healthy for the scheduler. */
  counted: boolean;
  /** Launched in place of this one by the scheduler, next to it. */
  replacement: ServiceTask | undefined;
  /** Until then neither a deployment nor scaling in stops it; a person still can. */
  protectedUntil?: number;
  startedAt?: number;
  stoppingAt?: number;
  stoppedAt?: number;
  stopCode?: StopCode;
  stoppedReason?: string;
  version: number;
  tags: JsonObject[];
}

export interface NetworkInterface {
  readonly id: string;
  readonly subnet: string;
  readonly privateIp: string;
  readonly publicIp: string | undefined;
}

export interface Container {
  readonly definition: ContainerDefinition;
  readonly id: string;
  /** Undefined where there is no such image. */
  readonly digest: string | undefined;
  program: Program | undefined;
  readonly stream: LogStream | undefined;
  status: 'PENDING' | 'RUNNING' | 'STOPPED';
  startedAt?: number;
  exitCode?: number;
  reason?: string;
  health: 'UNKNOWN' | 'HEALTHY' | 'UNHEALTHY';
  probes: number;
  failedProbes: number;
  run: ProgramRun;
  /** Name of each parameter and secret that was injected at the start → the version that it had, of a secret its id. */
  secretVersions: Readonly<Record<string, number | string>>;
}

/** How far a container's program has come. */
export interface ProgramRun {
  readyAt: number | undefined;
  /** Lines said so far. */
  said: number;
  /** What was refused or lost, and when; it does not try again. */
  refused: { readonly need: Need; readonly at: number } | undefined;
  /** Since when each need is not answered, by endpoint. */
  readonly silentSince: Map<string, number>;
}
