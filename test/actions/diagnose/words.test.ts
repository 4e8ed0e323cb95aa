import { expect, it } from '@jest/globals';
import { diagnose } from '#actions/diagnose/diagnose.ts';
import type { Facts } from '#actions/diagnose/facts.ts';
import type { EcsServiceState, Task, TaskDefinition } from '#actions/ports.ts';

/** What AWS says where the practice AWS has no way to come to it. */

const now = Date.UTC(2026, 0, 22);
const task: Task = {
  arn: 'arn:aws:ecs:us-east-1:111122223333:task/c/0f1e2d3c4b5a',
  id: '0f1e2d3c4b5a',
  group: 'service:api',
  startedBy: 'ecs-svc/2',
  taskDefinition: 'arn:aws:ecs:us-east-1:111122223333:task-definition/api:2',
  lastStatus: 'STOPPED',
  desiredStatus: 'STOPPED',
  health: 'UNKNOWN',
  createdAt: now - 200_000,
  startedAt: now - 190_000,
  stoppingAt: now - 60_000,
  stopCode: 'TaskFailedToStart',
  containers: [],
};
const service: EcsServiceState = {
  arn: 'arn:aws:ecs:us-east-1:111122223333:service/c/api',
  name: 'api',
  cluster: 'c',
  status: 'ACTIVE',
  controller: 'ECS',
  scheduling: 'REPLICA',
  desired: 1,
  running: 1,
  pending: 0,
  taskDefinition: task.taskDefinition,
  strategy: 'ROLLING',
  minimumHealthyPercent: 100,
  maximumPercent: 200,
  circuitBreaker: 'off',
  launchType: 'FARGATE',
  grace: 0,
  loadBalancers: [],
  registries: [],
  registriesByPort: false,
  executeCommand: false,
  zoneRebalancing: 'DISABLED',
  deploymentConfiguration: {},
  placementConstraints: [],
  deployments: [],
  events: [],
};
const container: TaskDefinition['containers'][number] = {
  name: 'api',
  image: 'node:24-alpine',
  essential: true,
  hostPorts: [],
  hasHealthCheck: false,
  environment: [],
  secrets: [],
};
const healthCheck = {
  command: ['CMD-SHELL', 'curl -f localhost'],
  interval: 30,
  timeout: 5,
  retries: 3,
  startPeriod: 0,
};
const definition = (more: object = {}): TaskDefinition => ({
  arn: task.taskDefinition,
  family: 'api',
  networkMode: 'awsvpc',
  status: 'ACTIVE',
  compatibilities: [],
  architecture: 'ARM64',
  placementConstraints: [],
  containers: [{ ...container, ...more }],
});

const facts = (more: Partial<Facts> = {}): Facts => ({
  now,
  service,
  primary: undefined,
  running: [],
  failed: [],
  isHealthy: () => false,
  verdict: 'LOOP',
  signs: [],
  subject: 'ecs-svc/2',
  definition: definition(),
  other: undefined,
  failures: [],
  tails: [],
  events: [],
  protected: [],
  targets: [],
  deployment: undefined,
  images: [],
  unread: [],
  ...more,
});
const causeOf = (more: Partial<Facts>): string => diagnose(facts(more)).cause;
const stopped = (stoppedReason: string) => ({ failures: [{ ...task, stoppedReason }] });

const pull = 'ResourceInitializationError: unable to pull secrets or registry auth: ';
it.each([
  [
    `${pull}failed to fetch secret x from secrets manager: AccessDeniedException: User: y is not authorized`,
    'secret-denied',
  ],
  ["ECS was unable to assume the role 'x' that was provided for this task.", 'secret-denied'],
  [
    `${pull}Post "https://secretsmanager.us-east-1.amazonaws.com/": dial tcp 10.0.0.9:443: i/o timeout`,
    'secret-unreachable',
  ],
  [`${pull}retrieved secret from Secrets Manager did not contain json key password`, 'secret-wrong'],
  ['CannotPullContainerError: no matching manifest for linux/arm64 in the manifest list', 'wrong-architecture'],
  ['CannotPullContainerError: image Manifest does not contain descriptor matching platform', 'wrong-architecture'],
  ['CannotPullContainerError: manifest unknown', 'image-missing'],
  ['CannotPullContainerError: context deadline exceeded', 'unknown'],
  ['Your Spot Task was interrupted.', 'no-capacity'],
])('a task that stopped for %j means %s', (reason, cause) => {
  expect(causeOf(stopped(reason))).toBe(cause);
});

it.each([
  ['(service api) was unable to place a task. Reason: Capacity is unavailable at this time.', 'no-capacity'],
  ['(service api) has started 1 tasks: (task 1).', 'unknown'],
])('the event %j means %s', (event, cause) => {
  expect(
    causeOf({ events: [event, '(service api) was unable to place a task. Reason: Capacity is unavailable.'] }),
  ).toBe(cause);
});

it('takes a hook that failed from the deployment or from its reason', () => {
  const deployment = { arn: 'x', status: 'STOPPED', strategy: 'BLUE_GREEN', sources: [] };
  const hook = { id: 'h1', status: 'FAILED', timeoutAction: 'ROLLBACK' as const };
  expect(causeOf({ deployment: { ...deployment, reason: '', hooks: [hook] } })).toBe('hook-failed');
  const reason = 'ECS Deployment hook execution failure(s)';
  expect(causeOf({ deployment: { ...deployment, reason, hooks: [] } })).toBe('hook-failed');
});

const ill = { ...task, stopCode: 'ServiceSchedulerInitiated', stoppedReason: 'Task failed container health checks' };
const lines = (text: string, at = task.startedAt ?? 0) => [{ at: at + 2_000, stream: 's', text }];
it.each([
  ['node:24-alpine', ['CMD-SHELL', 'curl -f localhost || exit 1'], 'tool-missing'],
  ['gcr.io/distroless/nodejs', ['CMD', 'wget', '--spider', 'localhost'], 'tool-missing'],
  ['node:24-alpine', ['CMD-SHELL', 'wget --spider localhost'], 'health-check-fails'],
  ['node:24', ['CMD-SHELL', 'curl -f localhost'], 'health-check-fails'],
])('a check that fails in %s with %j means %s', (image, command, cause) => {
  const checked = definition({ image, healthCheck: { ...healthCheck, command } });
  const tail = { task: ill, definition: checked, lines: lines('listening on 8080') };
  expect(causeOf({ definition: checked, failures: [ill], tails: [tail] })).toBe(cause);
});

it('takes a task that was well for long and then fell silent for one that hangs', () => {
  const checked = definition({ image: 'node:24', healthCheck });
  const old = { ...ill, startedAt: now - 3_600_000 };
  const tail = { task: old, definition: checked, lines: lines('listening on 8080', old.startedAt) };
  expect(causeOf({ definition: checked, failures: [old], tails: [tail] })).toBe('hang');
});

it('shows nothing that looks like a credential', () => {
  const said = 'Error: cannot read postgres://app:canary@db/app with AWS_SECRET=canary and {"token":"canary"}';
  const exited = { ...task, stopCode: 'EssentialContainerExited', startedAt: now - 62_000 };
  const failed = { ...exited, containers: [{ name: 'api', lastStatus: 'STOPPED', exitCode: 1 }] };
  const found = diagnose(
    facts({ failures: [failed], tails: [{ task: failed, definition: definition(), lines: lines(said) }] }),
  );
  expect(found.cause).toBe('config-error');
  expect(JSON.stringify(found)).not.toContain('canary');
  expect(found.evidence).toContainEqual(expect.stringContaining('cannot read postgres://'));
});
