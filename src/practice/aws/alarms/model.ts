export interface Alarm {
  readonly name: string;
  readonly arn: string;
  readonly type: 'MetricAlarm' | 'CompositeAlarm' | 'LogAlarm';
  /** What it is while it does not ring. */
  readonly state: 'OK' | 'ALARM' | 'INSUFFICIENT_DATA';
  /** When it is in ALARM, in order; epoch milliseconds. */
  readonly rings: readonly { readonly from: number; readonly to: number }[];
  readonly reason: string;
  readonly createdAt: number;
}
