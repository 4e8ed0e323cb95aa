import { Failure } from '#domain/failure.ts';
import { parseImage } from '#domain/image-reference.ts';
import { shortName } from '../ecs-words.ts';
import type { Target } from '../ports/load-balancer-read.ts';
import type { ServiceDeploymentState } from '../ports/service-deployment.ts';
import type { Read, Task, TaskDefinition } from '../ports.ts';
import { endOf, type Standing, standingOf } from './standing.ts';
import { type Tail, tailOf } from './tails.ts';
import { signsOfLoop, type Verdict, verdictOf } from './verdict.ts';

/** Everything that the causes are looked for in, read once. */
export interface Facts extends Standing {
  readonly verdict: Verdict;
  readonly signs: readonly string[];
  /** The deployment that is asked about: the PRIMARY, or the one that ECS gave up before it went back to the PRIMARY. */
  readonly subject: string;
  readonly definition: TaskDefinition;
  /** What other tasks of the service run, if that is another revision: it worked. */
  readonly other: TaskDefinition | undefined;
  /** The subject's, newest first, each with `Tail` up to three; none where the service has recovered. */
  readonly failures: readonly Task[];
  readonly tails: readonly Tail[];
  /** The service's events since the subject began, newest first. */
  readonly events: readonly string[];
  /** ARNs of those running tasks that are protected from scale-in. */
  readonly protected: readonly string[];
  readonly targets: readonly { readonly group: string; readonly targets: readonly Target[] }[];
  readonly deployment: ServiceDeploymentState | undefined;
  /** Images that could not be pulled, and whether ECR has them now. */
  readonly images: readonly { readonly image: string; readonly isThere: boolean }[];
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

/** @throws Failure `no-such-service` */
export async function readFacts(
  cluster: string,
  name: string,
  read: Read,
  at: { now: number; window: number },
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
  const more = await readMore(standing, { subject, failures }, read);
  return {
    ...standing,
    ...more,
    verdict,
    signs: signsOfLoop(standing),
    subject,
    failures,
    events: service.events.filter((event) => event.at >= Math.max(from, begun)).map(({ message }) => message),
  };
}

type Asked = Pick<Facts, 'subject' | 'failures'>;

async function readMore(standing: Standing, asked: Asked, read: Read) {
  const { service, running } = standing;
  const arn = definitionArn(standing, asked);
  const otherArn = running.map(({ taskDefinition }) => taskDefinition).find((each) => each !== arn);
  const [definition, other, tails, targets, deployment, shielded] = await Promise.all([
    read.ecs.taskDefinition(arn),
    otherArn === undefined ? undefined : read.ecs.taskDefinition(otherArn),
    readTails(standing, asked, read),
    readTargets(standing, read),
    service.serviceDeployment === undefined ? undefined : read.ecs.serviceDeployment(service.serviceDeployment),
    running.length === 0
      ? []
      : read.ecs.protectedTasks(
          service.cluster,
          running.map((task) => task.arn),
        ),
  ]);
  const images = await readImages(definition, asked.failures, read);
  return { definition, other, tails, targets, deployment, protected: shielded, images };
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

const readTargets = ({ service }: Standing, read: Read) =>
  Promise.all(
    service.loadBalancers.map(async ({ targetGroup }) => ({
      group: shortName(targetGroup.replace(/\/[^/]*$/, '')),
      targets: (await read.loadBalancers.targets(targetGroup)) ?? [],
    })),
  );

async function readImages(
  { containers }: TaskDefinition,
  failures: readonly Task[],
  read: Read,
): Promise<Facts['images']> {
  const unpulled = failures.some(({ stoppedReason = '' }) => stoppedReason.startsWith('CannotPull'));
  const asked = unpulled ? [...new Set(containers.map(({ image }) => image))] : [];
  const found = await Promise.all(
    asked.map(async (image) => {
      const { ecr, digest, tag } = parseImage(image);
      if (!ecr) return [];
      const repository = { registry: ecr.registry, name: ecr.repository };
      const there = await read.images.image(repository, digest ?? tag ?? 'latest');
      return [{ image, isThere: there !== undefined }];
    }),
  );
  return found.flat();
}
