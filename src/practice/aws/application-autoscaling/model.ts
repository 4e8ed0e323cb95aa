/** What keeps a service's desired count within bounds. */
export interface ScalableTarget {
  readonly arn: string;
  /** `service/<cluster>/<service>`. */
  readonly resource: string;
  readonly createdAt: number;
  min: number;
  max: number;
  suspended: Suspended;
  /** When its bounds were last applied. */
  lookedAt: number;
}

/** What it does not do: take tasks away, add tasks, follow its schedule. */
export interface Suspended {
  readonly in: boolean;
  readonly out: boolean;
  readonly scheduled: boolean;
}

/** The only thing of ECS that can be scaled. */
export const dimension = 'ecs:service:DesiredCount';
