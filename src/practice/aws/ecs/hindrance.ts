import type { Program } from '#practice/worlds/world.ts';
import type { Account } from '../account.ts';
import { programFor } from '../ecr/pull.ts';
import { chosenProgram } from './chosen-program.ts';
import type { Container, Hindrance, Task } from './model.ts';
import { isStarting } from './tasks.ts';

/** Longer than half of the time that a restart is given, shorter than all of it. */
const slowPull = 480;

const hindered: Readonly<Record<Hindrance, (program: Program) => Program | undefined>> = {
  unpullable: () => undefined,
  slow: (program) => ({ ...program, pullSeconds: slowPull }),
  exiting: (program) => ({ ...program, exit: { after: 5, code: 1 } }),
  hanging: ({ exit: _, ...program }) => program,
  unhealthy: (program) => ({ ...program, tools: [] }),
  silent: ({ says: _, saysReady: __, repeats: ___, ...program }) => program,
};

type Starting = Pick<Task, 'service' | 'deployment' | 'definition' | 'overrides'>;

/** What a container's image does in this task. */
export function programOf(
  account: Account,
  task: Starting,
  { definition: container, digest }: Pick<Container, 'definition' | 'digest'>,
): Program | undefined {
  const image = programFor(account, container.image, digest);
  return hindrancesOf(account, task).reduce<Program | undefined>(
    (program, each) => program && hindered[each](program),
    image && chosenProgram(image, task, container),
  );
}

/** What a deployment goes back to has run before, so only what was ordered since then hinders it. */
function hindrancesOf({ cluster }: Account, task: Starting): readonly Hindrance[] {
  const { deployment } = task;
  const ordered = [...(cluster.hindrances.get(groupOf(task)) ?? [])];
  const since = deployment?.isRollback ? deployment.createdAt : Number.NEGATIVE_INFINITY;
  return ordered.flatMap(([hindrance, at]) => (at >= since ? [hindrance] : []));
}

const groupOf = ({ service, definition }: Starting): string =>
  service ? `service:${service.name}` : `family:${definition.family}`;

/** Also those of the group's tasks that do not run yet are hindered. */
export function hinder(account: Account, group: string, hindrance: Hindrance): void {
  const { hindrances, tasks } = account.cluster;
  hindrances.set(group, new Map(hindrances.get(group)).set(hindrance, account.now));
  for (const task of tasks.filter((one) => isStarting(one) && groupOf(one) === group))
    for (const container of task.containers) container.program = programOf(account, task, container);
}
