import type { World } from '#practice/worlds/world.ts';
import type { Account } from './account.ts';
import { neededOperation, perform } from './perform.ts';
import { tick } from './tick.ts';

/** Lets a world's history happen, second by second, from the start of its services. */
export function liveThrough(account: Account, { history }: World): void {
  const start = account.now;
  for (let second = 1; second <= history.seconds; second += 1) {
    tick(account, start + second * 1_000);
    for (const { operation, parameters, by } of history.happened.filter(({ at }) => at === second))
      perform(account, neededOperation(operation), parameters, { arn: by, accessKeyId: '' });
  }
}
