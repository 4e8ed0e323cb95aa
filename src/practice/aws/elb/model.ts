import type { Task } from '../ecs/model.ts';

/** What stands before the services. */
export interface Balancing {
  readonly groups: readonly TargetGroup[];
  readonly listeners: readonly Listener[];
}

export interface TargetGroup {
  readonly arn: string;
  readonly name: string;
  readonly port: number;
  readonly healthPath: string;
  /** Seconds. */
  readonly deregistrationDelay: number;
  targets: Target[];
}

/** One port of one task. */
export interface Target {
  readonly task: Task;
  readonly container: string;
  /** IP address, or id of the instance. */
  readonly id: string;
  readonly port: number;
  state: 'initial' | 'healthy' | 'unhealthy' | 'draining';
  /** Whatever its task answers, its health check fails. */
  isSick: boolean;
  /** Why its last health check failed, or that it passed. */
  seen: Sickness | undefined;
  /** Since when it was seen so without a break; of one that drains, since it does. */
  since: number;
}

/** https://docs.aws.amazon.com/elasticloadbalancing/latest/APIReference/API_TargetHealth.html */
export interface Sickness {
  readonly reason: 'Target.Timeout' | 'Target.ResponseCodeMismatch' | 'Target.FailedHealthChecks';
  readonly description: string;
}

export interface Listener {
  readonly arn: string;
  readonly loadBalancer: { readonly arn: string; readonly name: string };
  readonly port: number;
  /** In the order of their priorities; the default one, without a priority, is the last. */
  readonly rules: readonly Rule[];
}

export interface Rule {
  readonly arn: string;
  readonly priority: number | undefined;
  readonly paths: readonly string[];
  readonly pathRegexes: readonly string[];
  readonly hosts: readonly string[];
  /** ARN of a target group; without one it answers 404. */
  readonly forward: string | undefined;
}
