export interface Alarm {
  readonly name: string;
  readonly kind: 'metric' | 'composite' | 'log';
  readonly state: 'OK' | 'ALARM' | 'INSUFFICIENT_DATA';
  readonly reason: string;
  /** When the state last changed. */
  readonly since: number;
}

export interface AlarmsRead {
  /** Metric, composite and log alarms; an unknown name is left out. */
  alarms(names: readonly string[]): Promise<readonly Alarm[]>;
}
