import type { JsonObject } from '#domain/json.ts';
import type { AwsRequest, Journal, Reconciled } from './contract.ts';
import { shortTask } from './ecs-words.ts';
import type { Read } from './ports.ts';

/** ECS keeps at most 255 characters of a reason. */
export const stopTask = (cluster: string, task: string, mark: string): AwsRequest => ({
  service: 'ecs',
  operation: 'StopTask',
  params: { cluster, task, reason: mark.slice(0, 255) },
});

/** What is kept of StopTask's answer. */
export function stopped(answer: JsonObject): JsonObject {
  const { task } = answer as { task?: { taskArn?: string } };
  return { task: task?.taskArn ?? '' };
}

/** Our reason in `stoppedReason` is what tells our stop from another one. A task that ended more than an hour ago is no longer told of: then it is gone, which is what was wanted. */
export async function reconcileStop(cluster: string, arn: string, read: Read, journal: Journal): Promise<Reconciled> {
  const [task] = await read.ecs.tasksByArn(cluster, [arn]);
  const receipt = { task: arn };
  if (!task) return { outcome: 'applied', evidence: `Task ${shortTask(arn)} is gone`, receipt };
  if (task.desiredStatus !== 'STOPPED')
    return { outcome: 'not-applied', evidence: `Task ${shortTask(arn)} is ${task.lastStatus} and not asked to stop` };
  const reason = task.stoppedReason ?? 'no reason given';
  if (reason.includes(journal.mark.slice(0, 255)))
    return { outcome: 'applied', evidence: `Task ${shortTask(arn)} stops for our reason: ${reason}`, receipt };
  return { outcome: 'by-other', evidence: `Task ${shortTask(arn)} stops for another reason: ${reason}` };
}
