import type { StatementSeed } from '#practice/worlds/seeds/role.ts';
import type { Account } from '../account.ts';
import { covers } from './covers.ts';
import type { Role } from './model.ts';

export type Decision = 'allowed' | 'implicitDeny' | 'explicitDeny';

/** Undefined where the account has roles, but not this one. */
export function roleOf({ iamRoles }: Account, arn: string): Role | undefined {
  return iamRoles.size === 0 ? almighty(arn) : iamRoles.get(arn);
}

/** In a world without roles nothing is forbidden. */
const almighty = (arn: string): Role => ({
  name: arn.slice(arn.lastIndexOf('/') + 1),
  arn,
  trust: ['ecs-tasks.amazonaws.com'],
  statements: [{ Effect: 'Allow', Action: '*', Resource: '*' }],
});

/** A statement that denies outdoes all that allow. https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_evaluation-logic.html */
export function decide({ statements }: Pick<Role, 'statements'>, action: string, resource: string): Decision {
  const about = statements.filter((statement) => isAbout(statement, action, resource));
  if (about.some(({ Effect }) => Effect === 'Deny')) return 'explicitDeny';
  return about.length > 0 ? 'allowed' : 'implicitDeny';
}

const isAbout = ({ Action, Resource }: StatementSeed, action: string, resource: string): boolean =>
  [Action].flat().some((pattern) => covers(pattern, action, 'i')) &&
  [Resource].flat().some((pattern) => covers(pattern, resource));
