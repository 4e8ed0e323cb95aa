import { Failure } from '#domain/failure.ts';
import type { Read, Task, TaskDefinition } from '../ports.ts';
import { type Around, readAround } from './around.ts';
import { endOf, type Standing, standingOf } from './standing.ts';
import { type Tail, tailOf } from './tails.ts';
import { signsOfLoop, type Verdict, verdictOf } from './verdict.ts';

/** Everything that the causes are looked for in, read once. */
export interface Facts extends Standing, Around {
  readonly verdict: Verdict;
  readonly signs: readonly string[];
  /** The deployment that is asked about: the PRIMARY, or the one that ECS gave up before it went back to the PRIMARY. */
  readonly subject: string;
  readonly definition: TaskDefinition;
  /** What other tasks of the service run, if that is another revision: it worked. */
  readonly other: TaskDefinition | undefined;
  /** The subject's, newest first; none where the service has recovered. */
  readonly failures: readonly Task[];
  /** Of the three that failed last, and of up to two that run. */
  readonly tails: readonly Tail[];
  /** The service's events since the subject began, newest first. */
  readonly events: readonly string[];
}

const skew = 5_000;
const fewFailed = 3;
const fewRunning = 2;

/** The circuit breaker names the deployment that it gives up, just before it goes back to another. */
function subjectOf({ service, primary }: Standing, from: number): string {
  const since = Math.max(from, (primary?.createdAt ?? 0) - skew);
  const given = service.events
    .filter(({ at }) => at >= since)
    .flatMap(({ message }) => /\(deployment (ecs-svc\/\d+)\) deployment failed/.exec(message)?.[1] ?? []);
  return given[0] ?? primary?.id ?? '';
}

/**
 * @param at epoch milliseconds, and how many of them back what happened counts
 * @throws Failure `no-such-service`
 */
export async function readFacts(
  cluster: string,
  name: string,
  read: Read,
  at: { readonly now: number; readonly window: number },
): Promise<Facts> {
  const service = await read.ecs.service(cluster, name);
  if (!service) throw new Failure('user', 'no-such-service', `There is no service ${name} in ${cluster}.`);
  const standing = await standingOf(service, read, at.now);
  const from = at.now - at.window;
  const subject = subjectOf(standing, from);
  const verdict = verdictOf(standing);
  const hasRecovered = verdict === 'OK' && subject === standing.primary?.id;
  const own = standing.failed.filter((task) => task.startedBy === subject && endOf(task) >= from);
  const failures = hasRecovered ? [] : own;
  const begun = service.deployments.find(({ id }) => id === subject)?.createdAt ?? own.at(-1)?.createdAt ?? from;
  return {
    ...standing,
    ...(await readTasks(standing, { subject, failures }, read)),
    verdict,
    signs: signsOfLoop(standing),
    subject,
    failures,
    events: service.events.filter((event) => event.at >= Math.max(from, begun)).map(({ message }) => message),
  };
}

type Asked = Pick<Facts, 'subject' | 'failures'>;

async function readTasks(standing: Standing, asked: Asked, read: Read) {
  const arn = definitionArn(standing, asked);
  const otherArn = standing.running.map(({ taskDefinition }) => taskDefinition).find((each) => each !== arn);
  const definition = await read.ecs.taskDefinition(arn);
  const [other, tails, around] = await Promise.all([
    otherArn === undefined ? undefined : read.ecs.taskDefinition(otherArn),
    readTails(standing, asked, read),
    readAround(standing, { definition, failures: asked.failures }, read),
  ]);
  return { definition, other, tails, ...around };
}

const definitionArn = ({ service }: Standing, { subject, failures }: Asked): string =>
  service.deployments.find(({ id }) => id === subject)?.taskDefinition ??
  failures[0]?.taskDefinition ??
  service.taskDefinition;

/** The newest that failed, and then those that run, the unhealthy first. */
async function readTails({ running, isHealthy }: Standing, { subject, failures }: Asked, read: Read) {
  const own = running.filter(({ startedBy }) => startedBy === subject);
  const ordered = [...own.filter((task) => !isHealthy(task)), ...own.filter((task) => isHealthy(task))];
  const tasks = [...failures.slice(0, fewFailed), ...ordered.slice(0, fewRunning)];
  return Promise.all(tasks.map(async (task) => tailOf(task, await read.ecs.taskDefinition(task.taskDefinition), read)));
}
