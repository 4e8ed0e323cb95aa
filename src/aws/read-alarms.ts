import { CloudWatchClient, paginateDescribeAlarms } from '@aws-sdk/client-cloudwatch';
import type { Alarm, AlarmsRead } from '#actions/ports/alarms-read.ts';
import { allPages, pieces } from './answered.ts';
import type { ReadSettings } from './clients.ts';

/** Most names that one call takes. https://docs.aws.amazon.com/AmazonCloudWatch/latest/APIReference/API_DescribeAlarms.html */
const namesAtOnce = 100;

interface Told {
  readonly AlarmName?: string | undefined;
  readonly StateValue?: string | undefined;
  readonly StateReason?: string | undefined;
  readonly StateUpdatedTimestamp?: Date | undefined;
}

const stateOf = (value: string | undefined): Alarm['state'] =>
  value === 'OK' || value === 'ALARM' ? value : 'INSUFFICIENT_DATA';

const alarm =
  (kind: Alarm['kind']) =>
  (from: Told): Alarm => ({
    name: from.AlarmName ?? '',
    kind,
    state: stateOf(from.StateValue),
    reason: from.StateReason ?? '',
    since: from.StateUpdatedTimestamp?.getTime() ?? 0,
  });

/** Without `AlarmTypes` CloudWatch tells of metric alarms only. */
async function named(client: CloudWatchClient, names: readonly string[]): Promise<readonly Alarm[]> {
  const types = ['MetricAlarm', 'CompositeAlarm', 'LogAlarm'] as const;
  const pages = paginateDescribeAlarms({ client }, { AlarmNames: [...names], AlarmTypes: [...types] });
  return allPages('cloudwatch:DescribeAlarms', pages, ({ MetricAlarms = [], CompositeAlarms = [], LogAlarms = [] }) => [
    ...MetricAlarms.map(alarm('metric')),
    ...CompositeAlarms.map(alarm('composite')),
    ...LogAlarms.map(alarm('log')),
  ]);
}

export function readAlarms(settings: ReadSettings): AlarmsRead {
  const client = new CloudWatchClient(settings);
  return {
    async alarms(names) {
      const found = await Promise.all(pieces(names, namesAtOnce).map((piece) => named(client, piece)));
      return found.flat();
    },
  };
}
