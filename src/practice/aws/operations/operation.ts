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

/** One operation of an AWS service. A new one is one more file and one more line in `list.ts`. */
export interface Operation {
  readonly service: ServiceId;
  readonly name: string;
  readonly isWrite: boolean;
  /** The request members that it understands; any other is refused, because ignoring one could hide a mistake. */
  readonly members: readonly string[];
  /** Members whose texts never reach the call log. */
  readonly secrets?: readonly string[];
  /** The ARN that a denial names; everything, `*`, if it is about no single thing. */
  resource?(account: Account, params: JsonObject): string;
  perform(account: Account, params: JsonObject, principal: Principal): JsonObject;
}
