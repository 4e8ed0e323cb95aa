/** A group of targets; its ARN follows from its name alone, so that a runbook can be written before the world is started. */
export interface TargetGroupSeed {
  readonly name: string;
  readonly port: number;
  /** `/` where it is left out. */
  readonly healthPath?: string;
  /** Seconds for which a target that goes is drained; AWS's default is 300. */
  readonly deregistrationDelay?: number;
}

export interface ListenerSeed {
  readonly loadBalancer: string;
  readonly port: number;
  readonly rules?: readonly RuleSeed[];
  /** What no rule matches: the name of a target group; without it such a request is answered with 404. */
  readonly otherwise?: string;
}

interface RuleSeed {
  readonly priority: number;
  /** Patterns with `*` and `?`; a condition holds if one of its patterns matches. */
  readonly paths?: readonly string[];
  /** Regular expressions of paths. */
  readonly pathRegexes?: readonly string[];
  readonly hosts?: readonly string[];
  /** Name of a target group. */
  readonly forward: string;
}

/** Where a service's tasks are targets. */
export interface ServiceTargetSeed {
  /** Name of the target group. */
  readonly targetGroup: string;
  readonly container: string;
  readonly port: number;
}
