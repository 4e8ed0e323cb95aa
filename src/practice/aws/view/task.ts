import type { TaskView } from '#practice/page/cluster.ts';
import type { TaskDefinition } from '../ecs/definition.ts';
import type { Task } from '../ecs/model.ts';
import { healthOf } from '../ecs/tasks.ts';

export const viewTask = (task: Task): Omit<TaskView, 'deployment'> => ({
  id: task.id,
  lastStatus: task.status,
  desiredStatus: task.desired,
  health: healthOf(task),
  taskDefinition: shortName(task.definition),
  host: task.host?.ec2InstanceId ?? 'fargate',
  createdAt: task.createdAt,
  ...(task.startedAt !== undefined && { startedAt: task.startedAt }),
  ...(task.stoppedReason !== undefined && { stoppedReason: task.stoppedReason }),
  secretVersions: Object.assign({}, ...task.containers.map(({ secretVersions }) => secretVersions)),
});

export const shortName = ({ family, revision }: TaskDefinition): string => `${family}:${revision}`;
