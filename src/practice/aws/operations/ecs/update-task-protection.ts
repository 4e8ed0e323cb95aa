import { flag, needed, number, texts } from '../../params.ts';
import type { Operation } from '../operation.ts';
import { checkCluster, findTask, missing } from './find.ts';
import { showProtection } from './protection.ts';

const updateTaskProtection: Operation = {
  service: 'ecs',
  name: 'UpdateTaskProtection',
  isWrite: true,
  members: ['cluster', 'tasks', 'protectionEnabled', 'expiresInMinutes'],
  perform(account, params) {
    checkCluster(account, params);
    const asked = needed(texts, params, 'tasks');
    const tasks = asked.flatMap((arn) => findTask(account, arn) ?? []);
    const minutes = needed(flag, params, 'protectionEnabled') ? (number(params, 'expiresInMinutes') ?? twoHours) : 0;
    for (const task of tasks) task.protectedUntil = account.now + minutes * 60_000;
    return {
      protectedTasks: tasks.map((task) => showProtection(account, task)),
      failures: asked.filter((arn) => !findTask(account, arn)).map(missing),
    };
  },
};

/** How long protection lasts if nothing is said. */
const twoHours = 120;

export default updateTaskProtection;
