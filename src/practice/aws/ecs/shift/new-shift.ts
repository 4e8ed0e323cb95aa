import type { Account } from '../../account.ts';
import type { Service } from '../model.ts';
import type { Shift } from './model.ts';
import { stagesOf } from './stages.ts';

/** A deployment of this service as its strategy has it, before its first stage; nothing where tasks are replaced one by one. */
export function newShift(account: Account, { configuration }: Service): Shift | undefined {
  if (configuration.strategy === 'ROLLING') return undefined;
  return { stages: stagesOf(configuration), at: -1, since: account.now, hooks: [] };
}
