/** How Application Auto Scaling manages a service's count. */
export interface ScalableTarget {
  readonly min: number;
  readonly max: number;
  readonly suspended: { readonly in: boolean; readonly out: boolean; readonly scheduled: boolean };
}

export interface ScalingRead {
  /** Undefined where nothing scales the service. */
  target(cluster: string, service: string): Promise<ScalableTarget | undefined>;
}
