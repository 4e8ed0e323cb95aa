import type { Hindrance } from '../ecs/model.ts';
import { needed, object, objects, text, texts } from '../params.ts';
import type { PracticeAws } from '../practice-aws.ts';
import { type NamedFault, somebody, wrongTarget } from './named-fault.ts';
import { serviceOf } from './service-of.ts';

const group = (name: string, target: string): string => {
  const [, family] = /:task-definition\/([^:]+)/.exec(target) ?? [];
  return family === undefined ? `service:${serviceOf({ name, to: 'tasks' }, target).service}` : `family:${family}`;
};

const hindering = (name: string, hindrance: Hindrance, says: string): NamedFault => ({
  name,
  says,
  to: 'tasks',
  strike: async (aws, target) => aws.hinder(group(name, target), hindrance),
});

const stopped = { name: 'someone-stops-task', to: 'tasks' } as const;
const running = { name: 'someone-runs-task', to: 'tasks' } as const;

/** DescribeServices takes no more names at once. */
const describable = 10;

/** The oldest task that runs, or starts, in this group. */
async function firstTask(aws: PracticeAws, target: string) {
  const [kind, name = ''] = group(stopped.name, target).split(':');
  const cluster = aws.view().cluster;
  const of = kind === 'service' ? { serviceName: name } : { family: name };
  const tasks = needed(texts, await aws.perform('ListTasks', { cluster, ...of, desiredStatus: 'RUNNING' }), 'taskArns');
  const described = await aws.perform('DescribeTasks', { cluster, tasks });
  const found = needed(objects, described, 'tasks').find(
    (task) => kind === 'service' || !text(task, 'group')?.startsWith('service:'),
  );
  if (!found) throw wrongTarget(stopped, target);
  return { cluster, task: needed(text, found, 'taskArn') };
}

/** Another single task of what the family's newest revision, or the service, runs; where tasks have a network, in that of a service. */
async function another(aws: PracticeAws, target: string) {
  const [kind, name = ''] = group(running.name, target).split(':');
  const { cluster, services } = aws.view();
  const names = kind === 'service' ? [name] : services.map((service) => service.name).slice(0, describable);
  const described = needed(objects, await aws.perform('DescribeServices', { cluster, services: names }), 'services');
  const [own = {}] = described;
  const taskDefinition = kind === 'service' ? needed(text, own, 'taskDefinition') : name;
  const definition = needed(object, await aws.perform('DescribeTaskDefinition', { taskDefinition }), 'taskDefinition');
  const isAwsvpc = text(definition, 'networkMode') === 'awsvpc';
  const sibling = described.find((service) => isAwsvpc === (object(service, 'networkConfiguration') !== undefined));
  const networkConfiguration = sibling && object(sibling, 'networkConfiguration');
  const launchType = needed(text, sibling ?? own, 'launchType');
  return { cluster, taskDefinition, launchType, ...(networkConfiguration && { networkConfiguration }) };
}

export const ofTasks: readonly NamedFault[] = [
  {
    ...stopped,
    says: 'Somebody else stops a task of the service, or the single task that the step has started.',
    async strike(aws, target) {
      const task = await firstTask(aws, target);
      await aws.perform('StopTask', { ...task, reason: 'Stopped by hand' }, somebody(target));
    },
  },
  {
    ...running,
    says: 'Somebody else runs a single task of the same family.',
    strike: async (aws, target) => void (await aws.perform('RunTask', await another(aws, target), somebody(target))),
  },
  // What befalls the tasks that are started from now on, and those that do not run yet.
  hindering('tasks-cannot-start', 'unpullable', 'No new task starts, because its image cannot be pulled.'),
  hindering('tasks-exit', 'exiting', 'Every new task exits with code 1, five seconds after it has started.'),
  hindering('tasks-hang', 'hanging', 'No new task comes to its end by itself.'),
  hindering('tasks-unhealthy', 'unhealthy', 'Every new task fails its health check, if it has one.'),
  hindering('tasks-slow', 'slow', 'Every new task takes eight minutes longer to start.'),
  hindering('tasks-silent', 'silent', 'New tasks write none of their usual lines to the log.'),
];
