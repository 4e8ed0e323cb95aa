import type { JsonObject } from '#domain/json.ts';
import type { Account } from '../account.ts';
import type { Principal } from '../principal.ts';

/** By the names that IAM gives them. */
export type ServiceId =
  | 'ecs'
  | 'ssm'
  | 'logs'
  | 'sts'
  | 'secretsmanager'
  | 'ecr'
  | 'elasticloadbalancing'
  | 'servicediscovery'
  | 'cloudwatch'
  | 'application-autoscaling'
  | 'cloudtrail'
  | 'iam'
  | 'ec2'
  | 'states';

/** To do something with something, as IAM names both: `iam:PassRole` on the ARN of a role. */
export interface Permission {
  readonly action: string;
  readonly resource: string;
}

/** One operation of an AWS service. A new one is one more file and one more line in `list.ts`. */
export interface Operation {
  readonly service: ServiceId;
  readonly name: string;
  readonly isWrite: boolean;
  /** The request members that it understands; any other is refused, because ignoring one could hide a mistake. */
  readonly members: readonly string[];
  /** Members whose texts never reach the call log. */
  readonly secrets?: readonly string[];
  /** ARNs of what it is about, all of which must be allowed; everything, `*`, if it is about no single thing. */
  resource?(account: Account, params: JsonObject): string | readonly string[];
  /** What else takes a permission: a role that is passed, a key that encrypts. */
  also?(account: Account, params: JsonObject): readonly Permission[];
  perform(account: Account, params: JsonObject, principal: Principal): JsonObject;
}
