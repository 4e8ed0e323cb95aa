/** How long things take in the simulated account, in simulated seconds. */
export interface Timings {
  /** A task before it runs. */
  readonly provisioning: number;
  readonly pending: number;
  readonly activating: number;
  /** A task on its way out; between them lies the time that its program takes to stop. */
  readonly deactivating: number;
  readonly deprovisioning: number;
  /** SIGTERM to SIGKILL, unless the container says `stopTimeout`. ECS's default. */
  readonly stopTimeout: number;
  /** How long a container may wait for those it depends on, unless it says `startTimeout`. */
  readonly startTimeout: number;
  /** A task without a health check counts as healthy this long after RUNNING. ECS's documented rule. */
  readonly unchecked: number;
  /** Wait before the replacement of a task that failed its health check, by failure; the last one repeats. */
  readonly replacement: readonly number[];
  /** Wait before the next launch after a task that never ran, by failure; afterwards twice the last, up to the cap. */
  readonly backOff: readonly number[];
  /** Twenty-seven minutes: the longest that ECS's scheduler is documented to wait. */
  readonly backOffCap: number;
  /** The same event is said again only after this. */
  readonly repeatEvent: number;
  /** A stopped task can be described this long; ECS says about an hour. */
  readonly keepStopped: number;
  /** A target is told healthy or unhealthy once its health check has said so for this long. */
  readonly healthyTarget: number;
  readonly unhealthyTarget: number;
  /** From a task's RUNNING to the moment at which Cloud Map hands out its address. */
  readonly registration: number;
  /** Between a line's time and the moment it can be read. */
  readonly ingestion: number;
  /** Between a call and the moment at which CloudTrail tells of it. */
  readonly trailDelay: number;
}

/** Fast enough to watch; chosen, not measured. The documented limits are the real ones. */
export const lab: Timings = {
  provisioning: 2,
  pending: 3,
  activating: 5,
  deactivating: 1,
  deprovisioning: 2,
  stopTimeout: 30,
  startTimeout: 120,
  unchecked: 40,
  replacement: [0],
  backOff: [0, 0, 0, 5],
  backOffCap: 1_620,
  repeatEvent: 60,
  keepStopped: 3_600,
  healthyTarget: 10,
  unhealthyTarget: 10,
  registration: 2,
  ingestion: 2,
  trailDelay: 5,
};

/** What operators have reported of real accounts: slower starts, 41 s to 5 min 20 s before an unhealthy task is replaced. */
export const field: Timings = {
  ...lab,
  provisioning: 8,
  pending: 4,
  activating: 25,
  deprovisioning: 10,
  // Five passed checks, and two failed ones, 30 seconds apart.
  healthyTarget: 150,
  unhealthyTarget: 60,
  registration: 15,
  replacement: [41, 220, 320],
  backOff: [20, 30, 240],
  trailDelay: 300,
};
