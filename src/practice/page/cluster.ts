/** What the page shows of the simulated AWS account. Times are epoch milliseconds of simulated time. */
export interface ClusterView {
  readonly now: number;
  /** How things stand when practice begins, in one sentence. */
  readonly title: string;
  readonly cluster: string;
  readonly services: readonly ServiceView[];
  /** What no service keeps: those of RunTask, by family, the newest last. */
  readonly tasks: readonly SingleTaskView[];
  /** Commands and automations of Systems Manager that run, or ended a while ago. */
  readonly work: readonly WorkView[];
  readonly targets: readonly TargetsView[];
  /** Those in ALARM. */
  readonly alarms: readonly AlarmView[];
  readonly hosts: readonly HostView[];
  readonly parameters: readonly ParameterView[];
  readonly secrets: readonly SecretView[];
}

export interface ServiceView {
  readonly name: string;
  readonly status: 'ok' | 'rolling' | 'loop' | 'down' | 'degraded';
  readonly desired: number;
  readonly running: number;
  readonly pending: number;
  readonly taskDefinition: string;
  /** The count that it had, while it is parked at 0. */
  readonly parked?: number;
  /** Of a deployment that shifts traffic. */
  readonly shift?: ShiftView;
  readonly deployments: readonly DeploymentView[];
  readonly tasks: readonly TaskView[];
  readonly events: readonly LineView[];
  readonly logs: readonly LineView[];
}

export interface ShiftView {
  /** `POST_TEST_TRAFFIC_SHIFT` */
  readonly stage: string;
  /** Percent of the production traffic that the new tasks have. */
  readonly production: number;
  /** Until when a hook waits for an answer, and what happens then. */
  readonly waits?: { readonly until: number; readonly then: 'CONTINUE' | 'ROLLBACK' };
}

export interface DeploymentView {
  readonly id: string;
  readonly status: string;
  readonly rolloutState: string;
  readonly running: number;
  readonly pending: number;
  readonly failed: number;
  readonly desired: number;
  readonly taskDefinition: string;
  readonly createdAt: number;
}

export interface TaskView {
  readonly id: string;
  readonly lastStatus: string;
  readonly desiredStatus: string;
  readonly health: string;
  readonly deployment: string;
  readonly taskDefinition: string;
  readonly host: string;
  readonly createdAt: number;
  readonly startedAt?: number;
  readonly stoppedReason?: string;
  readonly secretVersions?: Readonly<Record<string, unknown>>;
}

export interface SingleTaskView extends Omit<TaskView, 'deployment'> {
  readonly family: string;
  /** As it was asked for, else that of the definition; empty where the image alone decides. */
  readonly command: string;
  readonly stoppedAt?: number;
  readonly exitCode?: number;
  /** The newest, oldest first. */
  readonly logs: readonly LineView[];
}

export interface WorkView {
  readonly id: string;
  readonly kind: 'command' | 'automation';
  /** Of the document, or what was said about the command. */
  readonly name: string;
  /** As AWS says it: `InProgress`, `Waiting`. */
  readonly status: string;
  /** Where it runs, or the step that it is at. */
  readonly at: string;
  readonly startedAt: number;
  readonly endedAt?: number;
  /** What it printed last. */
  readonly says?: string;
}

export interface TargetsView {
  readonly group: string;
  readonly healthy: number;
  readonly total: number;
  /** What is wrong with one that is not healthy. */
  readonly why?: string;
}

export interface AlarmView {
  readonly name: string;
  readonly reason: string;
  readonly since: number;
}

export interface LineView {
  readonly t: number;
  readonly text: string;
}

interface HostView {
  readonly id: string;
}

export interface ParameterView {
  readonly name: string;
  readonly version: number;
  readonly labels: readonly string[];
}

export interface SecretView {
  readonly name: string;
  /** Those of its versions that have a stage. */
  readonly versions: readonly { readonly id: string; readonly stages: readonly string[] }[];
}
