import { type Account, arnOf } from '../account.ts';
import type { Permission } from '../operations/operation.ts';

/** What encrypting with a key takes. One that AWS made for the account takes none; which key an alias stands for, nobody who asks can know. */
export function keyPermissions(
  account: Account,
  keyId: string | undefined,
  actions: readonly string[],
): readonly Permission[] {
  if (keyId === undefined || keyId.startsWith('alias/aws/')) return [];
  const id = keyId.startsWith('alias/') ? 'behind-an-alias' : keyId.replace(/^key\//, '');
  const resource = id.startsWith('arn:') ? id : arnOf(account, 'kms', `key/${id}`);
  return actions.map((action) => ({ action, resource }));
}
