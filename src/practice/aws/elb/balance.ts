import { Failure } from '#domain/failure.ts';
import { type Account, secondsSince } from '../account.ts';
import { note } from '../ecs/events.ts';
import type { Service, Task } from '../ecs/model.ts';
import { isServing, liveTasks } from '../ecs/tasks.ts';
import { text } from '../params.ts';
import { routeOf } from '../web/route.ts';
import type { Sickness, Target, TargetGroup } from './model.ts';

/** One simulated second of the load balancers: running tasks are registered, checked, and drained when they go. */
export function balance(account: Account): void {
  if (account.balancing.groups.length === 0) return;
  for (const service of account.cluster.services.values()) register(account, service);
  for (const group of account.balancing.groups) {
    for (const target of group.targets) look(account, group, target);
    group.targets = group.targets.filter((target) => !isDrained(account, group, target));
  }
}

/** The target groups of a service, and where its tasks are targets of them. */
const targetsOf = ({ balancing }: Account, service: Service | undefined) =>
  (service?.loadBalancers ?? []).flatMap((one) => {
    const group = balancing.groups.find(({ arn }) => arn === text(one, 'targetGroupArn'));
    return group ? [{ group, container: text(one, 'containerName') ?? '', port: Number(one['containerPort']) }] : [];
  });

function register(account: Account, service: Service): void {
  for (const { group, container, port } of targetsOf(account, service)) {
    const known = new Set(group.targets.map(({ task }) => task));
    const fresh = liveTasks(account, service).filter((task) => isServing(task) && !known.has(task));
    if (fresh.length === 0) continue;
    const targets = fresh.map(
      (task): Target => ({ ...waiting, task, container, ...addressOf(task, port), since: account.now }),
    );
    group.targets.push(...targets);
    note(account, service, `registered ${targets.length} targets in (target-group ${group.arn})`);
  }
}

const waiting = { state: 'initial', seen: undefined, isSick: false } as const;

/** With a network interface of its own a task is reached by its IP address, else by its instance. */
const addressOf = ({ interface: own, host }: Task, port: number) => ({
  id: own?.privateIp ?? host?.ec2InstanceId ?? '',
  port,
});

/** A health check a second; its verdict counts once it has been the same for long enough. */
function look(account: Account, group: TargetGroup, target: Target): void {
  if (target.state === 'draining') return;
  if (!isServing(target.task)) {
    target.state = 'draining';
    target.since = account.now;
    return;
  }
  const seen = target.isSick ? failing(500) : sicknessOf(account, group, target);
  if ((seen === undefined) !== (target.seen === undefined)) target.since = account.now;
  target.seen = seen;
  const needed = seen ? account.timings.unhealthyTarget : account.timings.healthyTarget;
  if (secondsSince(account, target.since) >= needed) target.state = seen ? 'unhealthy' : 'healthy';
}

/** The load balancer gives up after this many milliseconds. https://docs.aws.amazon.com/elasticloadbalancing/latest/application/target-group-health-checks.html */
const patience = 5_000;

function sicknessOf(account: Account, { healthPath }: TargetGroup, { task, container }: Target): Sickness | undefined {
  const found = task.containers.find(({ definition }) => definition.name === container);
  const route = found && routeOf(account, found, healthPath);
  if (!route) return { reason: 'Target.FailedHealthChecks', description: 'Health checks failed' };
  if ((route.delay ?? 0) >= patience) return { reason: 'Target.Timeout', description: 'Request timed out' };
  if (route.status === undefined || route.status === 200) return undefined;
  return failing(route.status);
}

const failing = (status: number): Sickness => ({
  reason: 'Target.ResponseCodeMismatch',
  description: `Health checks failed with these codes: [${status}]`,
});

/** From now on one target of the service fails its health check, for as long as it is there. */
export function sicken(account: Account, service: Service): void {
  const target = targetsOf(account, service)
    .flatMap(({ group }) => group.targets)
    .find(({ task, state, isSick }) => task.service === service && state !== 'draining' && !isSick);
  if (!target) throw new Failure('user', 'no-target', `No load balancer has a target of ${service.name}.`);
  target.isSick = true;
}

const isDrained = (account: Account, { deregistrationDelay }: TargetGroup, { state, since }: Target): boolean =>
  state === 'draining' && secondsSince(account, since) >= deregistrationDelay;

/** The targets that a task is. */
const targetsFor = ({ balancing }: Account, task: Task) =>
  balancing.groups.flatMap((group) =>
    group.targets.filter((target) => target.task === task).map((target) => ({ group, target })),
  );

/** Its service is behind a load balancer. */
export const isBalanced = ({ service }: Task): boolean => (service?.loadBalancers.length ?? 0) > 0;

/** Every load balancer of its service reaches it. */
export const isReached = (account: Account, task: Task): boolean =>
  targetsOf(account, task.service).every(({ group }) =>
    group.targets.some((target) => target.task === task && target.state === 'healthy'),
  );

/** The target of a task that a load balancer found unhealthy. */
export const unreachedOf = (account: Account, task: Task) =>
  targetsFor(account, task).find(({ target }) => target.state === 'unhealthy');

/** Seconds for which a task that goes is drained; undefined of one that no load balancer knows. */
export function drainSeconds(account: Account, task: Task): number | undefined {
  const delays = targetsFor(account, task).map(({ group }) => group.deregistrationDelay);
  return delays.length > 0 ? Math.max(...delays) : undefined;
}
