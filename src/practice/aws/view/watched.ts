import type { AlarmView, TargetsView } from '#practice/page/cluster.ts';
import type { Account } from '../account.ts';
import { stateOf } from '../alarms/state.ts';

/** How each target group's targets are, without those that go. */
export const targets = ({ balancing }: Account): readonly TargetsView[] =>
  balancing.groups.map(({ name, targets: all }) => {
    const staying = all.filter(({ state }) => state !== 'draining');
    const sick = staying.find(({ state }) => state === 'unhealthy');
    return {
      group: name,
      healthy: staying.filter(({ state }) => state === 'healthy').length,
      total: staying.length,
      ...(sick?.seen && { why: sick.seen.description }),
    };
  });

/** Those that ring. */
export const alarms = (account: Account): readonly AlarmView[] =>
  account.alarms.flatMap((alarm): readonly AlarmView[] => {
    const { value, reason, since } = stateOf(account, alarm);
    return value === 'ALARM' ? [{ name: alarm.name, reason, since }] : [];
  });
