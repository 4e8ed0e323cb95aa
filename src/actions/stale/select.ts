import { parseDuration } from '#domain/duration.ts';
import { Type } from '#domain/type.ts';
import { primaryOf } from '../ecs-words.ts';
import type { EcsServiceState, Task } from '../ports.ts';
import { durationSchema } from '../times.ts';

export const selectors = ['not_primary', 'old_revision', 'unhealthy', 'older', 'stuck', 'orphan'] as const;
export type Selector = (typeof selectors)[number];

export const inWords: Readonly<Record<Selector, string>> = {
  not_primary: 'older deployment',
  old_revision: 'other revision',
  unhealthy: 'unhealthy',
  older: 'too old',
  stuck: 'does not start',
  orphan: 'deployment is gone',
};

export const selection = {
  select: Type.Array(Type.Enum([...selectors]), {
    minItems: 1,
    uniqueItems: true,
    description:
      'A task is stale for any of these. not_primary: started by another deployment than the newest. old_revision: of another task definition than the service has now. unhealthy: failed its health check. older: started longer ago than older_than. stuck: not running yet, and created longer ago than stuck_for. orphan: started by a deployment that is no longer listed.',
  }),
  older_than: durationSchema('Age from which `older` selects a task.', { default: '6h' }),
  even_protected: Type.Boolean({
    default: false,
    description: 'Whether tasks that asked for scale-in protection are stopped too. They are left alone otherwise.',
  }),
  stuck_for: durationSchema('Age from which `stuck` selects a task.', { default: '10m' }),
};

interface Ages {
  readonly older_than: string;
  readonly stuck_for: string;
}

const starting = ['PROVISIONING', 'PENDING', 'ACTIVATING'];
const isOld = (at: number | undefined, age: string, now: number): boolean =>
  at !== undefined && at <= now - parseDuration(age);

/** For which of all reasons a task is stale. */
export function reasonsOf(task: Task, service: EcsServiceState, ages: Ages, now: number): readonly Selector[] {
  const is: Readonly<Record<Selector, boolean>> = {
    not_primary: task.startedBy !== primaryOf(service)?.id,
    old_revision: task.taskDefinition !== service.taskDefinition,
    unhealthy: task.health === 'UNHEALTHY',
    older: isOld(task.startedAt, ages.older_than, now),
    stuck: starting.includes(task.lastStatus) && isOld(task.createdAt, ages.stuck_for, now),
    orphan: service.deployments.every(({ id }) => id !== task.startedBy),
  };
  return selectors.filter((selector) => is[selector]);
}
