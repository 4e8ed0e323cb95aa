import { showTask } from '../../ecs/show-task.ts';
import { needed, texts } from '../../params.ts';
import type { Operation } from '../operation.ts';
import { checkCluster, checkLength, findTask, missing, taskArn } from './find.ts';

const describeTasks: Operation = {
  service: 'ecs',
  name: 'DescribeTasks',
  isWrite: false,
  members: ['cluster', 'tasks', 'include'],
  resource: (account, params) => (texts(params, 'tasks') ?? []).map((task) => taskArn(account, { task })),
  perform(account, params) {
    checkCluster(account, params);
    const asked = needed(texts, params, 'tasks');
    checkLength(asked, 100, 'Tasks');
    const withTags = texts(params, 'include')?.includes('TAGS');
    const found = asked.flatMap((arn) => findTask(account, arn) ?? []);
    return {
      tasks: found.map((task) => ({ ...showTask(account, task), ...(withTags && { tags: task.tags }) })),
      failures: asked.filter((arn) => !findTask(account, arn)).map(missing),
    };
  },
};

export default describeTasks;
