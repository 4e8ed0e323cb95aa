import type { AlarmSeed } from '../seeds/alarm.ts';

/** One of them rings, or none. */
export const alarms = (ringing?: string): readonly AlarmSeed[] =>
  ['unhealthy-tasks', 'failed-health-checks', 'consumer-lag', 'errors'].map((name) => ({
    name: `alerting-platform-${name}`,
    state: name === ringing ? 'ALARM' : 'OK',
  }));
