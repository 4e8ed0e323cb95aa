import type { JsonObject } from '#domain/json.ts';
import { arnOf } from '../../account.ts';
import type { Task } from '../../ecs/model.ts';
import { number, text } from '../../params.ts';
import { invalid } from '../../refusal.ts';
import type { Operation } from '../operation.ts';
import { page, withToken } from '../page.ts';
import { checkCluster, neededService } from './find.ts';

const listTasks: Operation = {
  service: 'ecs',
  name: 'ListTasks',
  isWrite: false,
  members: [
    'cluster',
    'serviceName',
    'family',
    'startedBy',
    'containerInstance',
    'desiredStatus',
    'launchType',
    'maxResults',
    'nextToken',
  ],
  resource: (account) => arnOf(account, 'ecs', `container-instance/${account.cluster.name}/*`),
  perform(account, params) {
    checkCluster(account, params);
    if (text(params, 'serviceName') !== undefined) neededService(account, params, 'serviceName');
    const together = ['serviceName', 'family', 'containerInstance', 'launchType'].find((key) => key in params);
    if (text(params, 'startedBy') !== undefined && together !== undefined)
      throw invalid(`cannot specify startedBy and ${together} together.`);
    const arns = account.cluster.tasks.filter((task) => matches(task, params)).map(({ arn }) => arn);
    const { items, next } = page(arns, number(params, 'maxResults') ?? 100, text(params, 'nextToken'));
    return { taskArns: items, ...withToken('nextToken', next) };
  },
};

/** Every filter that the request gives must hold; without a desired status it is RUNNING. */
function matches(task: Task, params: JsonObject): boolean {
  const wanted: readonly (readonly [string | undefined, string | undefined])[] = [
    [text(params, 'desiredStatus') ?? 'RUNNING', task.desired],
    [text(params, 'serviceName')?.split('/').at(-1), task.service?.name],
    [text(params, 'family'), task.definition.family],
    [text(params, 'startedBy'), task.startedBy],
    [text(params, 'containerInstance')?.split('/').at(-1), task.host?.id],
    [text(params, 'launchType'), task.launchType],
  ];
  return wanted.every(([asked, is]) => asked === undefined || asked === is);
}

export default listTasks;
