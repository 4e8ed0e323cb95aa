import { Failure } from '#domain/failure.ts';
import type { Account } from '../account.ts';
import { stopTask } from './lifecycle.ts';
import { isLive } from './tasks.ts';

/**
 * Spot capacity is taken back: the task gets its SIGTERM, as with any stop.
 * https://docs.aws.amazon.com/AmazonECS/latest/developerguide/fargate-capacity-providers.html
 */
export function interrupt(account: Account, idOrArn: string): void {
  const task = account.cluster.tasks.find(({ id, arn }) => id === idOrArn || arn === idOrArn);
  if (!task || !isLive(task) || task.launchType !== 'FARGATE')
    throw new Failure('user', 'no-such-task', `There is no task ${idOrArn} that runs on Fargate.`);
  stopTask(account, task, 'SpotInterruption', 'Your Spot Task was interrupted.');
}
