/** An alarm of CloudWatch, in one state or by a schedule; seconds count from the moment at which practice begins. */
export interface AlarmSeed {
  readonly name: string;
  /** `metric` where it is left out. */
  readonly kind?: 'metric' | 'composite' | 'log';
  /** `OK` where it is left out. */
  readonly state?: 'OK' | 'ALARM' | 'INSUFFICIENT_DATA';
  /** When it is in ALARM instead. */
  readonly rings?: readonly { readonly from: number; readonly to: number }[];
  readonly reason?: string;
}
