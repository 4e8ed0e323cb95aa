/** A service whose count Application Auto Scaling keeps within bounds. */
export interface ScalableTargetSeed {
  readonly service: string;
  readonly min: number;
  readonly max: number;
  /** What it was told not to do; nothing where it is left out. */
  readonly suspended?: { readonly in?: boolean; readonly out?: boolean; readonly scheduled?: boolean };
}
