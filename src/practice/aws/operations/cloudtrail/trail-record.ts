import type { Json, JsonObject } from '#domain/json.ts';
import type { Account } from '../../account.ts';
import type { Call } from '../../call.ts';

/** What CloudTrail keeps of a call. */
export interface TrailRecord {
  readonly at: number;
  /** Names and ARNs among what was asked. */
  readonly resources: readonly string[];
  /** As LookupEvents shows it. */
  readonly event: JsonObject;
}

/** Calls that reached AWS, oldest first, whatever their callers were told. */
export const trailOf = (account: Account): TrailRecord[] =>
  account.calls.flatMap((call, n) => (hasArrived(call) ? [recordOf(account, call, n)] : []));

const hasArrived = ({ applied, error }: Call): boolean => applied || (error !== 'dropped' && error !== 'hung');

function recordOf(account: Account, call: Call, n: number): TrailRecord {
  const record = recorded(account, call);
  const resources = Object.values(call.params).filter((value): value is string => typeof value === 'string');
  const event = {
    EventId: `${String(n).padStart(8, '0')}-0000-4000-8000-000000000000`,
    EventName: call.op,
    ReadOnly: String(!call.write),
    AccessKeyId: call.accessKeyId,
    EventTime: Math.floor(call.t / 1_000),
    EventSource: record['eventSource'] ?? '',
    Username: call.sessionName ?? call.principal.slice(call.principal.lastIndexOf('/') + 1),
    Resources: resources.map((ResourceName) => ({ ResourceName })),
    CloudTrailEvent: JSON.stringify(record),
  };
  return { at: call.t, resources, event };
}

/** https://docs.aws.amazon.com/awscloudtrail/latest/userguide/cloudtrail-event-reference-record-contents.html */
const recorded = (account: Account, call: Call): Readonly<Record<string, Json>> => ({
  eventTime: new Date(call.t).toISOString(),
  eventName: call.op,
  eventSource: `${call.service}.amazonaws.com`,
  awsRegion: account.region,
  readOnly: !call.write,
  userIdentity: identityOf(account, call),
  requestParameters: call.params,
  ...(!call.applied && call.error !== undefined && { errorCode: call.error }),
});

function identityOf({ sessions }: Account, { principal: arn, accessKeyId, sourceIdentity }: Call): JsonObject {
  const session = sessions.get(accessKeyId);
  if (!session) return { type: 'IAMUser', arn, accessKeyId };
  const sessionContext = {
    sessionIssuer: { type: 'Role', arn: session.role },
    ...(sourceIdentity !== undefined && { sourceIdentity }),
  };
  return { type: 'AssumedRole', arn, accessKeyId, sessionContext };
}
