/** How Application Auto Scaling manages a service's count. */
export interface ScalableTarget {
  readonly arn: string;
  readonly min: number;
  readonly max: number;
  /** What it was told not to do: to take tasks away, to add some, to follow its schedule. */
  readonly suspended: { readonly in: boolean; readonly out: boolean; readonly scheduled: boolean };
}

export interface ScalingRead {
  /** Undefined where nothing scales the service. */
  target(cluster: string, service: string): Promise<ScalableTarget | undefined>;
}
