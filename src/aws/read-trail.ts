import { CloudTrailClient, type Event, paginateLookupEvents } from '@aws-sdk/client-cloudtrail';
import type { TrailEvent, TrailRead } from '#actions/ports/trail-read.ts';
import { isObject } from '#domain/json.ts';
import { allPages } from './answered.ts';
import type { ReadSettings } from './clients.ts';

/** The record itself is JSON in a text. https://docs.aws.amazon.com/awscloudtrail/latest/userguide/cloudtrail-event-reference-record-contents.html */
function event({ EventName = '', EventSource = '', EventTime, CloudTrailEvent = '{}' }: Event): TrailEvent {
  const record: unknown = JSON.parse(CloudTrailEvent);
  const { userIdentity, errorCode } = isObject(record) ? record : {};
  const arn = isObject(userIdentity) ? userIdentity['arn'] : undefined;
  return {
    at: EventTime?.getTime() ?? 0,
    name: EventName,
    source: EventSource,
    by: typeof arn === 'string' ? arn : '',
    ...(typeof errorCode === 'string' ? { error: errorCode } : {}),
  };
}

export function readTrail(settings: ReadSettings): TrailRead {
  const client = new CloudTrailClient(settings);
  return {
    async byAccessKey(AttributeValue, since) {
      const asked = {
        LookupAttributes: [{ AttributeKey: 'AccessKeyId' as const, AttributeValue }],
        StartTime: new Date(since),
      };
      const found = await allPages(
        'cloudtrail:LookupEvents',
        paginateLookupEvents({ client }, asked),
        ({ Events }) => Events,
      );
      return found.filter(({ ReadOnly }) => ReadOnly === 'false').map(event);
    },
  };
}
