import type { Change } from '../contract.ts';
import { shortName } from '../ecs-words.ts';
import { type SettingName, type Settings, settingNames, type Threshold } from './settings.ts';

function limit({ type, value }: Threshold): string {
  if (type === 'COUNT') return `after ${value} failure${value === 1 ? '' : 's'}`;
  return `after failures of ${value} % of the tasks${type === 'UNBOUNDED_PERCENT' ? ', without bounds' : ''}`;
}

function breaker({ enable, rollback, threshold }: Required<Settings>['circuit_breaker']): string {
  if (!enable) return 'off';
  return [rollback ? 'rolls back' : 'stops', ...(threshold ? [limit(threshold)] : [])].join(' ');
}

const list = (items: readonly string[]): string => items.join(', ') || 'none';

/** `targetgroup/api` of its ARN. */
const group = (arn: string): string =>
  arn
    .slice(arn.lastIndexOf(':') + 1)
    .split('/')
    .slice(0, 2)
    .join('/');

const later = ' (takes effect at the next deployment)';

const named: Readonly<Record<SettingName, string>> = {
  circuit_breaker: `circuit breaker${later}`,
  minimum_healthy_percent: `minimum healthy percent${later}`,
  maximum_percent: `maximum percent${later}`,
  grace_period: 'grace period of health checks',
  enable_execute_command: 'ECS Exec (for tasks that start from then on)',
  registries: 'service registry (starts a deployment)',
  load_balancers: 'load balancers (starts a deployment)',
  availability_zone_rebalancing: 'rebalancing over zones',
};

/** Says one setting; `none` where it is not among these. */
const said =
  <N extends SettingName>(name: N, words: (value: NonNullable<Settings[N]>) => string) =>
  (of: Settings): string => {
    const value = of[name];
    return value === undefined ? 'none' : words(value);
  };

const percent = (value: number): string => `${value} %`;

const say: Readonly<Record<SettingName, (of: Settings) => string>> = {
  circuit_breaker: said('circuit_breaker', breaker),
  minimum_healthy_percent: said('minimum_healthy_percent', percent),
  maximum_percent: said('maximum_percent', percent),
  grace_period: said('grace_period', (value) => `${value} s`),
  enable_execute_command: said('enable_execute_command', (value) => (value ? 'on' : 'off')),
  registries: said('registries', (value) => list(value.map(shortName))),
  load_balancers: said('load_balancers', (value) =>
    list(value.map((one) => `${group(one.target_group)} ${one.container}:${one.port}`)),
  ),
  availability_zone_rebalancing: said('availability_zone_rebalancing', (value) => value),
};

export const settingChanges = (target: string, before: Settings, after: Settings): readonly Change[] =>
  settingNames
    .filter((name) => name in after)
    .map((name) => ({ target, what: named[name], before: say[name](before), after: say[name](after) }));

/** `registries: srv-1; maximum_percent: 150 %`, of those that are named. */
export const settingsInWords = (of: Settings, names: Settings): string =>
  settingNames
    .filter((name) => name in names)
    .map((name) => `${name}: ${say[name](of)}`)
    .join('; ');
