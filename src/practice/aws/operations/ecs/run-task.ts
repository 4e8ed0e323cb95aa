import { canonical, type JsonObject } from '#domain/json.ts';
import { type Account, arnOf, secondsSince } from '../../account.ts';
import type { TaskDefinition } from '../../ecs/definition.ts';
import type { LaunchType, Network, Task } from '../../ecs/model.ts';
import { newTask } from '../../ecs/new-task.ts';
import { type Placement, place } from '../../ecs/placement.ts';
import { showTask } from '../../ecs/show-task.ts';
import { needed, number, object, objects, text, texts } from '../../params.ts';
import { invalid, refusal } from '../../refusal.ts';
import type { Operation } from '../operation.ts';
import { passedRoles, taggedToo } from './also.ts';
import { checkCluster, findDefinition } from './find.ts';

/** ECS takes at most ten tasks at once, and 8,192 characters of overrides. https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_RunTask.html */
const most = { count: 10, overrides: 8_192 };
/** A token is remembered for a day, or as long as its tasks can be described. */
const tokenLasts = 24 * 3_600;

/** Without room it succeeds with no task, and says why in `failures`. */
const runTask: Operation = {
  service: 'ecs',
  name: 'RunTask',
  isWrite: true,
  members: [
    'cluster',
    'taskDefinition',
    'count',
    'launchType',
    'capacityProviderStrategy',
    'networkConfiguration',
    'overrides',
    'startedBy',
    'clientToken',
    'group',
    'tags',
    'placementConstraints',
    'platformVersion',
    'enableExecuteCommand',
  ],
  resource: (account, params) => findDefinition(account, text(params, 'taskDefinition') ?? '')?.arn ?? '*',
  also: (account, params) => [
    ...passedRoles(account, findDefinition(account, text(params, 'taskDefinition') ?? '')?.registered ?? {}),
    ...passedRoles(account, object(params, 'overrides') ?? {}),
    ...taggedToo(params, arnOf(account, 'ecs', `task/${account.cluster.name}/*`)),
  ],
  perform(account, params) {
    checkCluster(account, params);
    const earlier = repeated(account, params);
    if (earlier) return { tasks: earlier.map((task) => showTask(account, task)), failures: [] };
    const { tasks, failures } = start(account, params);
    const token = text(params, 'clientToken');
    if (token !== undefined && tasks.length > 0)
      account.cluster.runs.set(token, { at: account.now, asked: canonical(params), tasks });
    return { tasks: tasks.map((task) => showTask(account, task)), failures };
  },
};

/** The tasks of an earlier call with this token. */
function repeated(account: Account, params: JsonObject): readonly Task[] | undefined {
  const { cluster } = account;
  const run = cluster.runs.get(text(params, 'clientToken') ?? '');
  const isKept = run?.tasks.some((task) => cluster.tasks.includes(task));
  if (!run || !isKept || secondsSince(account, run.at) > tokenLasts) return undefined;
  if (run.asked === canonical(params)) return run.tasks;
  const resourceIds = run.tasks.map(({ arn }) => arn);
  throw refusal('ConflictException', 'The client token was used with other parameters.', { resourceIds });
}

function start(account: Account, params: JsonObject): { tasks: Task[]; failures: JsonObject[] } {
  const definition = wantedDefinition(account, params);
  const overrides = overridesOf(params, definition);
  const network = networkOf(params, definition);
  const launchType = launchTypeOf(params, definition);
  const group = text(params, 'group') ?? `family:${definition.family}`;
  const placementConstraints = (objects(params, 'placementConstraints') ?? []).map((one) =>
    needed(text, one, 'expression'),
  );
  const tasks: Task[] = [];
  const startedBy = startedByOf(params);
  while (tasks.length < countOf(params)) {
    const placement = place(account, { launchType, placementConstraints, group }, definition);
    if ('reason' in placement) return { tasks, failures: failuresOf(account, placement) };
    const tags = objects(params, 'tags') ?? [];
    const given = { definition, launchType, network, group, startedBy, overrides, tags, kept: {} };
    const task = newTask(account, { ...placement, ...given });
    account.cluster.tasks.push(task);
    tasks.push(task);
  }
  return { tasks, failures: [] };
}

/** One for each host that has no room; without any host the cluster itself is what is missing. */
const failuresOf = ({ cluster }: Account, { failures }: Extract<Placement, { reason: string }>): JsonObject[] =>
  failures.length > 0
    ? failures.map(({ host, reason }) => ({ arn: host.arn, reason }))
    : [{ arn: cluster.arn, reason: 'No Container Instances were found in your cluster.' }];

function wantedDefinition(account: Account, params: JsonObject): TaskDefinition {
  const definition = findDefinition(account, needed(text, params, 'taskDefinition'));
  if (!definition) throw refusal('ClientException', 'TaskDefinition not found.');
  return definition;
}

function countOf(params: JsonObject): number {
  const count = number(params, 'count') ?? 1;
  if (!Number.isInteger(count) || count < 1 || count > most.count)
    throw invalid(`count must be between 1 and ${most.count}.`);
  return count;
}

function startedByOf(params: JsonObject): string | undefined {
  const startedBy = text(params, 'startedBy');
  if (startedBy !== undefined && !/^[\w/-]{1,128}$/.test(startedBy))
    throw invalid('startedBy has at most 128 letters, numbers, hyphens, slashes and underscores.');
  return startedBy;
}

function launchTypeOf(params: JsonObject, { networkMode }: TaskDefinition): LaunchType {
  const asked = text(params, 'launchType');
  const strategy = objects(params, 'capacityProviderStrategy');
  if (asked !== undefined && strategy)
    throw invalid('You may only specify a launchType or a capacityProviderStrategy.');
  const isFargate =
    asked === 'FARGATE' || strategy?.some((one) => text(one, 'capacityProvider')?.startsWith('FARGATE'));
  if (isFargate && networkMode !== 'awsvpc')
    throw invalid(`Networking mode ${networkMode} is not supported on Fargate, only awsvpc is.`);
  return isFargate ? 'FARGATE' : 'EC2';
}

function networkOf(params: JsonObject, { networkMode }: TaskDefinition): Network | undefined {
  const given = object(object(params, 'networkConfiguration') ?? {}, 'awsvpcConfiguration');
  if (networkMode === 'awsvpc' && !given)
    throw invalid("Network Configuration must be provided when networkMode 'awsvpc' is specified.");
  if (networkMode !== 'awsvpc' && given)
    throw invalid(`Network Configuration is not valid for the networkMode ${networkMode}.`);
  return (
    given && {
      subnets: needed(texts, given, 'subnets'),
      securityGroups: texts(given, 'securityGroups') ?? [],
      assignPublicIp: text(given, 'assignPublicIp') === 'ENABLED',
    }
  );
}

function overridesOf(params: JsonObject, { containers }: TaskDefinition): JsonObject {
  const overrides = object(params, 'overrides') ?? {};
  if (JSON.stringify(overrides).length > most.overrides)
    throw invalid(`Container Overrides length must be at most ${most.overrides}`);
  for (const one of objects(overrides, 'containerOverrides') ?? []) {
    const name = needed(text, one, 'name');
    if (containers.every((container) => container.name !== name))
      throw invalid(`Override for container named ${name} is not a container in the TaskDefinition.`);
  }
  return overrides;
}

export default runTask;
