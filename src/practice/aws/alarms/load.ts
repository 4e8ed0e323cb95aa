import type { AlarmSeed } from '#practice/worlds/seeds/alarm.ts';
import type { World } from '#practice/worlds/world.ts';
import { type Account, arnOf } from '../account.ts';
import type { Alarm } from './model.ts';

const types = { metric: 'MetricAlarm', composite: 'CompositeAlarm', log: 'LogAlarm' } as const;

/** @param now when the services are started; practice begins when the world's history is over */
export function loadAlarms(
  { alarms = [], history }: World,
  place: Pick<Account, 'id' | 'region'>,
  now: number,
): readonly Alarm[] {
  const begins = now + history.seconds * 1_000;
  return alarms.map(({ name, kind = 'metric', state = 'OK', rings = [], reason }: AlarmSeed) => ({
    name,
    arn: arnOf(place, 'cloudwatch', `alarm:${name}`),
    type: types[kind],
    state,
    rings: rings.map(({ from, to }) => ({ from: begins + from * 1_000, to: begins + to * 1_000 })),
    reason: reason ?? 'Threshold Crossed: 1 datapoint was greater than the threshold.',
    createdAt: now,
  }));
}
