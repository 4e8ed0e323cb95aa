/** A call that CloudTrail has recorded. */
export interface TrailEvent {
  readonly at: number;
  /** `UpdateService`. */
  readonly name: string;
  /** `ecs.amazonaws.com`. */
  readonly source: string;
  /** ARN of who called. */
  readonly by: string;
  readonly error?: string;
}

export interface TrailRead {
  /** What credentials with this access key changed since then; events come minutes late. */
  byAccessKey(accessKeyId: string, since: number): Promise<readonly TrailEvent[]>;
}
