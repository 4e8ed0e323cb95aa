/** What the page shows of the simulated AWS account. Times are epoch milliseconds of simulated time. */
export interface ClusterView {
  readonly now: number;
  readonly cluster: string;
  readonly services: readonly ServiceView[];
  readonly hosts: readonly HostView[];
  readonly parameters: readonly ParameterView[];
}

export interface ServiceView {
  readonly name: string;
  readonly status: 'ok' | 'rolling' | 'loop' | 'down' | 'degraded';
  readonly desired: number;
  readonly running: number;
  readonly pending: number;
  readonly taskDefinition: string;
  readonly deployments: readonly DeploymentView[];
  readonly tasks: readonly TaskView[];
  readonly events: readonly LineView[];
  readonly logs: readonly LineView[];
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
