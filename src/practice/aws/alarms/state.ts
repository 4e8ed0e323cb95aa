import type { Account } from '../account.ts';
import type { Alarm } from './model.ts';

/** An alarm as it is now, and since when it is. */
export function stateOf({ now }: Pick<Account, 'now'>, { state, rings, reason, createdAt }: Alarm) {
  const begun = rings.filter(({ from }) => from <= now).at(-1);
  if (!begun) return { value: state, reason: reasonOf(state, reason), since: createdAt };
  if (now < begun.to) return { value: 'ALARM', reason, since: begun.from } as const;
  return { value: state, reason: reasonOf(state, reason), since: begun.to };
}

const reasonOf = (state: Alarm['state'], reason: string): string =>
  state === 'OK' ? 'Threshold Crossed: no datapoint was breaching.' : reason;
