export interface Target {
  /** IP address or instance id. */
  readonly id: string;
  readonly port: number;
  readonly state: string;
  readonly reason?: string;
  readonly description?: string;
}

/** A rule of a listener as it is evaluated: lowest priority first, the default one last. */
export interface Rule {
  readonly arn: string;
  /** The default rule has none. */
  readonly priority?: number;
  readonly conditions: readonly {
    readonly field: string;
    readonly values: readonly string[];
    readonly regexes: readonly string[];
  }[];
  /** ARNs of the target groups it forwards to; empty where it answers by itself or redirects. */
  readonly targetGroups: readonly string[];
  /** `forward`, `redirect`, `fixed-response`, … */
  readonly action: string;
}

export interface LoadBalancerRead {
  /** Undefined where the target group is gone. */
  targets(targetGroup: string): Promise<readonly Target[] | undefined>;
  /** Undefined where the listener is gone. */
  rules(listener: string): Promise<readonly Rule[] | undefined>;
}
