import type { World } from '#practice/worlds/world.ts';
import type { Account } from '../account.ts';
import type { Role } from './model.ts';

/** By ARN. */
export const loadRoles = ({ roles = [] }: World, { id }: Pick<Account, 'id'>): ReadonlyMap<string, Role> =>
  new Map(
    roles.map((seed) => {
      const arn = `arn:aws:iam::${id}:role/${seed.name}`;
      return [arn, { ...seed, arn }];
    }),
  );
