import type { JsonObject } from '#domain/json.ts';
import type { Account } from '../../account.ts';
import { objects, text } from '../../params.ts';
import { roleArn } from '../iam/find.ts';
import type { Permission } from '../operation.ts';

/** Roles that tasks take on are handed to ECS; a definition names them by ARN or by name. */
export const passedRoles = (account: Account, definition: JsonObject): readonly Permission[] =>
  ['taskRoleArn', 'executionRoleArn'].flatMap((member) => {
    const role = text(definition, member);
    if (role === undefined) return [];
    return [{ action: 'iam:PassRole', resource: role.startsWith('arn:') ? role : roleArn(account, role) }];
  });

/** What is created with tags is tagged. https://docs.aws.amazon.com/AmazonECS/latest/developerguide/supported-iam-actions-tagging.html */
export const taggedToo = (params: JsonObject, resource: string): readonly Permission[] =>
  (objects(params, 'tags') ?? []).length > 0 ? [{ action: 'ecs:TagResource', resource }] : [];
