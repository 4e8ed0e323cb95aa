/** A deployment of a service as a whole; where traffic is shifted, with the stage that it is in. */
export interface ServiceDeploymentState {
  readonly arn: string;
  /** `IN_PROGRESS`, `SUCCESSFUL`, `STOPPED`, `ROLLBACK_IN_PROGRESS`, `ROLLBACK_SUCCESSFUL`, … */
  readonly status: string;
  /** Why it has this status; empty where ECS says nothing. */
  readonly reason: string;
  /** `POST_TEST_TRAFFIC_SHIFT`; none where tasks are replaced one by one. */
  readonly stage?: string;
  readonly strategy: string;
  /** Those that were called so far, in order. */
  readonly hooks: readonly LifecycleHookState[];
  readonly target?: RevisionState;
  readonly sources: readonly RevisionState[];
}

export interface LifecycleHookState {
  readonly id: string;
  /** `AWAITING_ACTION`, `SUCCEEDED`, `FAILED`, `TIMED_OUT`, `IN_PROGRESS`. */
  readonly status: string;
  readonly expiresAt?: number;
  /** What ECS does if nobody answers until then. */
  readonly timeoutAction: 'CONTINUE' | 'ROLLBACK';
}

export interface RevisionState {
  readonly arn: string;
  /** Percent of the traffic; none where it is not shifted. */
  readonly testWeight?: number;
  readonly productionWeight?: number;
}
