import type { Program } from '#practice/worlds/world.ts';
import type { Account } from '../account.ts';
import { programFor } from '../ecr/pull.ts';
import { chosenProgram } from './chosen-program.ts';
import type { Container, Hindrance, Service, Task } from './model.ts';
import { isStarting, liveTasks } from './tasks.ts';

/** Longer than half of the time that a restart is given, shorter than all of it. */
const slowPull = 480;

const hindered: Readonly<Record<Hindrance, (program: Program) => Program | undefined>> = {
  unpullable: () => undefined,
  slow: (program) => ({ ...program, pullSeconds: slowPull }),
  exiting: (program) => ({ ...program, exit: { after: 5, code: 1 } }),
  unhealthy: (program) => ({ ...program, tools: [] }),
  silent: ({ says: _, saysReady: __, repeats: ___, ...program }) => program,
};

type Starting = Pick<Task, 'service' | 'deployment' | 'definition' | 'overrides'>;

/** What a container's image does in this task. A deployment that ECS goes back to ran before, so nothing hinders it. */
export function programOf(
  account: Account,
  task: Starting,
  { definition: container, digest }: Pick<Container, 'definition' | 'digest'>,
): Program | undefined {
  const { service, deployment } = task;
  const image = programFor(account, container.image, digest);
  const hindrances = deployment?.isRollback ? [] : [...(service?.hindrances ?? [])];
  return hindrances.reduce<Program | undefined>(
    (program, each) => program && hindered[each](program),
    image && chosenProgram(image, task, container),
  );
}

/** Also those of its tasks that do not run yet are hindered. */
export function hinder(account: Account, service: Service, hindrance: Hindrance): void {
  service.hindrances.add(hindrance);
  for (const task of liveTasks(account, service).filter(isStarting))
    for (const container of task.containers) container.program = programOf(account, task, container);
}
