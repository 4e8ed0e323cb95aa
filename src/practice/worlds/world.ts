import type { JsonObject } from '#domain/json.ts';
import type { AlarmSeed } from './seeds/alarm.ts';
import type { ListenerSeed, ServiceTargetSeed, TargetGroupSeed } from './seeds/balancing.ts';
import type { NamespaceSeed } from './seeds/discovery.ts';
import type { DocumentSeed } from './seeds/document.ts';
import type { RepositorySeed } from './seeds/repository.ts';
import type { RoleSeed } from './seeds/role.ts';
import type { ScalableTargetSeed } from './seeds/scalable-targets.ts';
import type { ScriptSeed } from './seeds/script.ts';
import type { SecretSeed } from './seeds/secret.ts';
import type { StateMachineSeed } from './seeds/state-machine.ts';
import type { RouteSeed, WebHostSeed } from './seeds/web.ts';

/**
 * What an account looks like when practice begins. It is data: `{account}` and `{region}` in any text stand for those of the
 * account that it is loaded into. Nothing in it is a state that the simulated scheduler could not have come to by itself: the
 * services are started and `history` happens to them before the clock begins.
 */
export interface World {
  readonly id: string;
  readonly title: string;
  readonly cluster: string;
  readonly hosts: readonly HostSeed[];
  /** What the containers of an image do; a task whose image is missing here cannot be pulled. */
  readonly images: Readonly<Record<string, Program>>;
  /** Of ECR. */
  readonly repositories?: readonly RepositorySeed[];
  readonly taskDefinitions: readonly TaskDefinitionSeed[];
  readonly services: readonly ServiceSeed[];
  readonly logGroups: readonly string[];
  readonly parameters: readonly ParameterSeed[];
  /** Of Secrets Manager. */
  readonly secrets?: readonly SecretSeed[];
  /** Of IAM; without any, nothing is forbidden. */
  readonly roles?: readonly RoleSeed[];
  /** Of Application Auto Scaling. */
  readonly scalableTargets?: readonly ScalableTargetSeed[];
  readonly targetGroups?: readonly TargetGroupSeed[];
  readonly listeners?: readonly ListenerSeed[];
  /** Of Cloud Map. */
  readonly namespaces?: readonly NamespaceSeed[];
  /** Of CloudWatch. */
  readonly alarms?: readonly AlarmSeed[];
  /** Of Step Functions. */
  readonly stateMachines?: readonly StateMachineSeed[];
  /** What scripts do that Run Command sends to the instances. */
  readonly scripts?: readonly ScriptSeed[];
  /** Kafka topics that are there, with their partitions: what `kafka-topics.sh` in a script sees and changes. */
  readonly topics?: Readonly<Record<string, number>>;
  /** Of Systems Manager. */
  readonly documents?: readonly DocumentSeed[];
  /** Host names at which its services are reached over HTTP. */
  readonly web?: readonly WebHostSeed[];
  readonly history: History;
}

export interface HostSeed {
  readonly ec2InstanceId: string;
  readonly instanceType: string;
  /** CPU units (1,024 a core) and MiB that ECS may use. */
  readonly cpu: number;
  readonly memory: number;
}

/** `definition` is a RegisterTaskDefinition request. */
export interface TaskDefinitionSeed {
  readonly revision: number;
  readonly registeredBy: string;
  readonly definition: JsonObject;
}

export interface ServiceSeed {
  readonly name: string;
  /** `family:revision`. */
  readonly taskDefinition: string;
  readonly desiredCount: number;
  readonly launchType: 'EC2' | 'FARGATE';
  /** As in UpdateService. */
  readonly deploymentConfiguration?: JsonObject;
  readonly tags?: Readonly<Record<string, string>>;
  /** `memberOf` expressions; only `ec2InstanceId == <id>` is understood. */
  readonly placementConstraints?: readonly string[];
  /** Of tasks with their own network interface; a subnet and no public address where it is left out. */
  readonly network?: {
    readonly subnets?: readonly string[];
    readonly securityGroups?: readonly string[];
    readonly assignPublicIp?: boolean;
  };
  readonly loadBalancers?: readonly ServiceTargetSeed[];
  /** Names in Cloud Map under which its tasks are found: `api.shop.local`. */
  readonly registries?: readonly string[];
}

export interface ParameterSeed {
  readonly name: string;
  readonly type: 'String' | 'StringList' | 'SecureString';
  readonly keyId?: string;
  /** Oldest first. */
  readonly versions: readonly { readonly value: string; readonly labels: readonly string[]; readonly by: string }[];
}

interface History {
  /** How long before the clock's start the services were started, in simulated seconds. */
  readonly seconds: number;
  /** What somebody did meanwhile; `at` counts from the services' start. */
  readonly happened: readonly Happening[];
}

export interface Happening {
  readonly at: number;
  readonly operation: string;
  readonly parameters: JsonObject;
  readonly by: string;
}

/** What a container does; times are seconds since it started. */
export interface Program {
  /** How long pulling the image takes beyond the usual. */
  readonly pullSeconds?: number;
  /** Kinds of processor that the image is made for: `X86_64`, `ARM64`; any, where it is left out. On another one it cannot be executed. */
  readonly arch?: readonly string[];
  /** What it does when it is started with another command, by its words: `npm run migrate`. With it, any other command is not found. */
  readonly run?: Readonly<Record<string, Omit<Program, 'run' | 'arch'>>>;
  /** Environment variables without which it ends with 1 after two seconds; if it is silent about them, it only says what it says until then. */
  readonly env?: { readonly require: readonly string[]; readonly silent?: boolean };
  /** Commands in the image; a health check that calls another one fails. */
  readonly tools?: readonly string[];
  /** When it is ready, if what it needs was there when it started. */
  readonly readyAfter?: number;
  readonly needs?: readonly Need[];
  /** Ports that answer while it is ready, `settle` seconds after it became so. */
  readonly provides?: readonly string[];
  /** What it answers over HTTP while it is ready, by path; 200 at any path where nothing is said. */
  readonly web?: Readonly<Record<string, RouteSeed>>;
  readonly settle?: number;
  readonly says?: readonly Line[];
  /** Said once when it becomes ready. */
  readonly saysReady?: string;
  /** Said again and again while it is ready. */
  readonly repeats?: { readonly every: number; readonly text: string };
  /** Said again and again while it is ready and somebody answers at the endpoint, which is one as in `needs`. */
  readonly hears?: { readonly endpoint: string; readonly every: number; readonly text: string };
  /** `reason` is what the agent tells of it, as of a container that was killed for its memory. */
  readonly exit?: { readonly after: number; readonly code: number; readonly reason?: string };
  /** When it asks the ECS agent to protect its task from being scaled in, and for how long. */
  readonly protects?: { readonly after: number; readonly minutes: number };
  /** From SIGTERM to its end; 3 by default. */
  readonly stopSeconds?: number;
}

interface Line {
  readonly at: number;
  readonly text: string;
}

/**
 * Something a program connects to when it starts, and only then: `localhost:2181` is a port of the same host (or task, with
 * `awsvpc`), `kafka.local:9092` one of any task of the service `kafka`.
 */
export interface Need {
  readonly endpoint: string;
  /** Said at the start if nobody answers, and every 15 s from then on. */
  readonly refused: string;
  /** A connection that nobody answers for this many seconds is lost; then this is said and it is as if refused. */
  readonly lostAfter: number;
  readonly lost: string;
  /** The program exits with 1 this long after a refusal, and at once after a loss; without it, it stays, not ready. */
  readonly exitAfter?: number;
}
