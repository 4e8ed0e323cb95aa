import type { Account } from '../account.ts';
import { refusal } from '../refusal.ts';
import type { Listener, TargetGroup } from './model.ts';

export function neededGroup({ balancing }: Account, arn: string): TargetGroup {
  const found = balancing.groups.find((group) => group.arn === arn);
  if (!found) throw refusal('TargetGroupNotFound', 'One or more target groups not found');
  return found;
}

export function neededListener({ balancing }: Account, arn: string): Listener {
  const found = balancing.listeners.find((listener) => listener.arn === arn);
  if (!found) throw refusal('ListenerNotFound', 'One or more listeners not found');
  return found;
}
