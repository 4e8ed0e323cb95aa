import type { Task, TaskDefinition } from '../../ports.ts';
import type { Cause } from '../cause.ts';
import { newestFailures, reasonsOf, saidLast } from '../evidence.ts';
import type { Facts } from '../facts.ts';
import { endOf } from '../standing.ts';

/** A program that lacks something finds that out soon. */
const soon = 60_000;
/** Killed from outside, SIGKILL or SIGTERM. */
const killed = [137, 143];

function exitsSoon(task: Task): boolean {
  const codes = task.containers.flatMap(({ exitCode }) => exitCode ?? []);
  const isOwn = codes.some((code) => code !== 0 && !killed.includes(code));
  return task.stopCode === 'EssentialContainerExited' && isOwn && endOf(task) - (task.startedAt ?? endOf(task)) < soon;
}

const namesOf = ({ containers }: TaskDefinition): ReadonlySet<string> =>
  new Set(containers.flatMap(({ environment, secrets }) => [...environment, ...secrets.map(({ name }) => name)]));

/** Variables that the revision which works has and this one lacks, and the other way round; their names only. */
function differences({ definition, other }: Facts): readonly string[] {
  if (!other) return [];
  const [here, there] = [namesOf(definition), namesOf(other)];
  const lacks = [...there].filter((name) => !here.has(name));
  const adds = [...here].filter((name) => !there.has(name));
  return [
    ...(lacks.length > 0 ? [`unlike the revision that runs it has no variable ${lacks.join(', ')}`] : []),
    ...(adds.length > 0 ? [`unlike the revision that runs it has the variable ${adds.join(', ')}`] : []),
  ];
}

export const configError: Cause = {
  id: 'config-error',
  helps:
    'Go back to the revision that worked (ecs.rollback), then mend its variables, secrets or arguments and deploy again (ecs.deploy). The circuit breaker may never notice: a task that ran for a moment is no failure to it.',
  find(facts) {
    const exited = newestFailures(facts).filter(exitsSoon);
    if (exited.length === 0) return undefined;
    const tails = facts.tails.filter(({ task }) => exited.includes(task));
    // What the newest one said may not have come in yet.
    const tail = tails.find(({ lines = [] }) => lines.length > 0) ?? tails[0];
    return [...reasonsOf(facts.failures), ...(tail ? saidLast(tail) : []), ...differences(facts)];
  },
};
