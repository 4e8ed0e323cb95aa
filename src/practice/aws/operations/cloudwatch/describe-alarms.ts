import type { JsonObject } from '#domain/json.ts';
import type { Alarm } from '../../alarms/model.ts';
import { stateOf } from '../../alarms/state.ts';
import { number, text, texts } from '../../params.ts';
import type { Operation } from '../operation.ts';
import { page, withToken } from '../page.ts';

/** Without `AlarmTypes` only metric alarms are told. https://docs.aws.amazon.com/AmazonCloudWatch/latest/APIReference/API_DescribeAlarms.html */
const describeAlarms: Operation = {
  service: 'cloudwatch',
  name: 'DescribeAlarms',
  isWrite: false,
  members: ['AlarmNames', 'AlarmTypes', 'MaxRecords', 'NextToken'],
  perform(account, params) {
    const names = texts(params, 'AlarmNames');
    const types = texts(params, 'AlarmTypes') ?? ['MetricAlarm'];
    const found = account.alarms.filter(
      ({ name, type }) => types.includes(type) && (names === undefined || names.includes(name)),
    );
    const { items, next } = page(found, number(params, 'MaxRecords') ?? 50, text(params, 'NextToken'));
    const of = (wanted: Alarm['type']) =>
      items.filter(({ type }) => type === wanted).map((alarm) => show(alarm, stateOf(account, alarm)));
    return {
      MetricAlarms: of('MetricAlarm'),
      CompositeAlarms: of('CompositeAlarm'),
      LogAlarms: of('LogAlarm'),
      ...withToken('NextToken', next),
    };
  },
};

const show = ({ name, arn }: Alarm, { value, reason, since }: ReturnType<typeof stateOf>): JsonObject => ({
  AlarmName: name,
  AlarmArn: arn,
  StateValue: value,
  StateReason: reason,
  StateUpdatedTimestamp: since / 1_000,
});

export default describeAlarms;
