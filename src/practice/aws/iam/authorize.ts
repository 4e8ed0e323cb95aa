import type { StatementSeed } from '#practice/worlds/seeds/role.ts';
import type { Account, Session } from '../account.ts';
import { denied } from '../deny.ts';
import type { Permission } from '../operations/operation.ts';
import type { Principal } from '../principal.ts';
import { decide } from './decide.ts';

interface Layer {
  readonly name: string;
  readonly statements: readonly StatementSeed[];
}

/**
 * A session may do what its role may and its own policy allows. A role that the world says nothing of may do everything, and so may whoever
 * comes with keys that no role gave out. https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_evaluation-logic.html
 */
export function refuseUnpermitted(account: Account, principal: Principal, needed: readonly Permission[]): void {
  const layers = principal.session ? layersOf(account, principal.session) : [];
  for (const permission of needed)
    for (const { name, statements } of layers) {
      const decision = decide({ statements }, permission.action, permission.resource);
      if (decision === 'explicitDeny') throw denied(permission, principal, `with an explicit deny in ${name}`);
      if (decision === 'implicitDeny') throw denied(permission, principal, because(permission, name));
    }
}

/** As AWS says it: `because no session policy allows the ecs:UpdateService action`. */
const because = ({ action }: Permission, name: string): string =>
  `because no ${name.replace(/^an? /, '')} allows the ${action} action`;

function layersOf({ iamRoles }: Account, { role, policy }: Session): readonly Layer[] {
  const seeded = iamRoles.get(role);
  return [
    ...(seeded ? [{ name: 'an identity-based policy', statements: seeded.statements }] : []),
    ...(policy ? [{ name: 'a session policy', statements: policy }] : []),
  ];
}
