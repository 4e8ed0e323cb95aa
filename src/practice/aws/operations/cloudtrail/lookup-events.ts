import type { JsonObject } from '#domain/json.ts';
import { number, objects, text } from '../../params.ts';
import { refusal } from '../../refusal.ts';
import type { Operation } from '../operation.ts';
import { page, withToken } from '../page.ts';
import { type TrailRecord, trailOf } from './trail-record.ts';

const most = 50;

/** https://docs.aws.amazon.com/awscloudtrail/latest/APIReference/API_LookupEvents.html */
const lookupEvents: Operation = {
  service: 'cloudtrail',
  name: 'LookupEvents',
  isWrite: false,
  members: ['LookupAttributes', 'StartTime', 'EndTime', 'MaxResults', 'NextToken'],
  perform(account, params) {
    const start = (number(params, 'StartTime') ?? 0) * 1_000;
    const end = (number(params, 'EndTime') ?? Number.POSITIVE_INFINITY) * 1_000;
    const passes = asked(params);
    const known = account.now - account.timings.trailDelay * 1_000;
    const found = trailOf(account)
      .filter((record) => record.at <= known && record.at >= start && record.at <= end && passes(record))
      .reverse();
    const { items, next } = page(found, number(params, 'MaxResults') ?? most, text(params, 'NextToken'));
    return { Events: items.map(({ event }) => event), ...withToken('NextToken', next) };
  },
};

const filters: Readonly<Record<string, (record: TrailRecord, value: string) => boolean>> = {
  AccessKeyId: ({ event }, value) => event['AccessKeyId'] === value,
  EventName: ({ event }, value) => event['EventName'] === value,
  ReadOnly: ({ event }, value) => event['ReadOnly'] === value,
  ResourceName: ({ resources }, value) => resources.includes(value),
};

/** CloudTrail takes one attribute at a time. */
function asked(params: JsonObject): (record: TrailRecord) => boolean {
  const [attribute, ...more] = objects(params, 'LookupAttributes') ?? [];
  if (!attribute) return () => true;
  const key = text(attribute, 'AttributeKey') ?? '';
  const filter = filters[key];
  if (more.length > 0 || !filter)
    throw refusal('InvalidLookupAttributesException', `The look-up attributes are not valid: ${key}.`);
  const value = text(attribute, 'AttributeValue') ?? '';
  return (record) => filter(record, value);
}

export default lookupEvents;
