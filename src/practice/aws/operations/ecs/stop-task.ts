import { stopTask } from '../../ecs/lifecycle.ts';
import { schedule } from '../../ecs/scheduler.ts';
import { showTask } from '../../ecs/show-task.ts';
import { text } from '../../params.ts';
import type { Operation } from '../operation.ts';
import { neededTask, taskArn } from './find.ts';

/** Harmless for a task that is stopping already. Protection does not hold a person back. A stopped task loses its tags. */
const stop: Operation = {
  service: 'ecs',
  name: 'StopTask',
  isWrite: true,
  members: ['cluster', 'task', 'reason'],
  resource: taskArn,
  perform(account, params) {
    const task = neededTask(account, params);
    stopTask(account, task, 'UserInitiated', text(params, 'reason') ?? 'Task stopped by user');
    task.tags = [];
    const shown = showTask(account, task);
    if (task.service) schedule(account, task.service);
    return { task: shown };
  },
};

export default stop;
