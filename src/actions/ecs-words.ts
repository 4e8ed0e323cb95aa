import type { Deployment, EcsServiceState, Task } from './ports.ts';

/** Last part of an ARN: `kafka:7`, a task's id. */
export const shortName = (arn: string): string => arn.slice(arn.lastIndexOf('/') + 1);

/** A task's id as people read it. */
export const shortTask = (arn: string): string => `${shortName(arn).slice(0, 8)}…`;

export const primaryOf = ({ deployments }: EcsServiceState): Deployment | undefined =>
  deployments.find(({ status }) => status === 'PRIMARY');

/** Fewest healthy and most existing tasks that ECS keeps while it deploys. https://docs.aws.amazon.com/AmazonECS/latest/developerguide/service_definition_parameters.html */
export const limits = ({ desired, minimumHealthyPercent, maximumPercent }: EcsServiceState) => ({
  fewest: Math.ceil((desired * minimumHealthyPercent) / 100),
  most: Math.floor((desired * maximumPercent) / 100),
});

/** Why a task stopped, in the service's words: `Essential container in task exited (kafka: exit code 1)`. */
export function causeOf({ stoppedReason, stopCode, containers }: Task): string {
  const details = containers
    .filter(({ exitCode, reason }) => reason !== undefined || (exitCode !== undefined && exitCode !== 0))
    .map(({ name, exitCode, reason }) => `${name}: ${reason ?? `exit code ${exitCode}`}`);
  const why = stoppedReason ?? stopCode ?? 'no reason given';
  return details.length > 0 ? `${why} (${details.join(', ')})` : why;
}

/** ECS scales in on purpose; every other stop of a task that should run is a failure. */
export const failedByItself = ({ stoppedReason = '' }: Task): boolean => !stoppedReason.startsWith('Scaling activity');

/** `3 tasks`, `1 task`. */
export const tasksInWords = (count: number): string => `${count} task${count === 1 ? '' : 's'}`;
