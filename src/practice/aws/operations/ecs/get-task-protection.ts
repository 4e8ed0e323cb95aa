import { texts } from '../../params.ts';
import type { Operation } from '../operation.ts';
import { checkCluster, findTask, missing } from './find.ts';
import { showProtection } from './protection.ts';

const getTaskProtection: Operation = {
  service: 'ecs',
  name: 'GetTaskProtection',
  isWrite: false,
  members: ['cluster', 'tasks'],
  perform(account, params) {
    checkCluster(account, params);
    const asked = texts(params, 'tasks') ?? [];
    return {
      protectedTasks: asked.flatMap((arn) => findTask(account, arn) ?? []).map((task) => showProtection(account, task)),
      failures: asked.filter((arn) => !findTask(account, arn)).map(missing),
    };
  },
};

export default getTaskProtection;
