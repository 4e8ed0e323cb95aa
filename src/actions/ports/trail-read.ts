/** A call that CloudTrail has recorded. */
export interface TrailEvent {
  readonly at: number;
  /** `UpdateService`. */
  readonly name: string;
  /** `ecs.amazonaws.com`. */
  readonly source: string;
  /** ARN of who called. */
  readonly by: string;
  /** Code of the error with which AWS refused it. */
  readonly error?: string;
}

export interface TrailRead {
  /** What credentials with this access key changed, or tried to, since then; newest first. CloudTrail tells of a call minutes later. */
  byAccessKey(accessKeyId: string, since: number): Promise<readonly TrailEvent[]>;
}
