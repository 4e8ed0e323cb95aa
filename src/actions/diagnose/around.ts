import { asFailure } from '#domain/failure.ts';
import { parseImage } from '#domain/image-reference.ts';
import { shortName } from '../ecs-words.ts';
import type { Target } from '../ports/load-balancer-read.ts';
import type { ServiceDeploymentState } from '../ports/service-deployment.ts';
import type { Read, Task, TaskDefinition } from '../ports.ts';
import type { Standing } from './standing.ts';

/** What lies around a service's tasks. What the bot may not read is missing, and told of in `unread`. */
export interface Around {
  readonly targets: readonly { readonly group: string; readonly targets: readonly Target[] }[];
  readonly deployment: ServiceDeploymentState | undefined;
  /** ARNs of those running tasks that are protected from scale-in. */
  readonly protected: readonly string[];
  /** Images that could not be pulled, and whether ECR has them now. */
  readonly images: readonly { readonly image: string; readonly isThere: boolean }[];
  readonly unread: readonly string[];
}

interface Subject {
  readonly definition: TaskDefinition;
  readonly failures: readonly Task[];
}

export async function readAround(standing: Standing, { definition, failures }: Subject, read: Read): Promise<Around> {
  const unread: string[] = [];
  const ifAllowed = async <T>(reading: Promise<T>, otherwise: T): Promise<T> => {
    try {
      return await reading;
    } catch (thrown) {
      const failure = asFailure(thrown);
      if (failure.code !== 'aws-denied') throw failure;
      unread.push(failure.message);
      return otherwise;
    }
  };
  const [targets, deployment, shielded, images] = await Promise.all([
    ifAllowed(readTargets(standing, read), []),
    ifAllowed(readDeployment(standing, read), undefined),
    ifAllowed(readProtected(standing, read), []),
    ifAllowed(readImages(definition, failures, read), []),
  ]);
  return { targets, deployment, protected: shielded, images, unread };
}

const readTargets = ({ service }: Standing, read: Read): Promise<Around['targets']> =>
  Promise.all(
    service.loadBalancers.map(async ({ targetGroup }) => ({
      group: shortName(targetGroup.replace(/\/[^/]*$/, '')),
      targets: (await read.loadBalancers.targets(targetGroup)) ?? [],
    })),
  );

const readDeployment = async ({ service }: Standing, read: Read): Promise<Around['deployment']> =>
  service.serviceDeployment === undefined ? undefined : read.ecs.serviceDeployment(service.serviceDeployment);

const readProtected = async ({ service, running }: Standing, read: Read): Promise<readonly string[]> =>
  running.length === 0
    ? []
    : read.ecs.protectedTasks(
        service.cluster,
        running.map(({ arn }) => arn),
      );

async function readImages(
  { containers }: TaskDefinition,
  failures: readonly Task[],
  read: Read,
): Promise<Around['images']> {
  const unpulled = failures.some(({ stoppedReason = '' }) => stoppedReason.startsWith('CannotPull'));
  const asked = unpulled ? [...new Set(containers.map(({ image }) => image))] : [];
  const found = await Promise.all(
    asked.map(async (image) => {
      const { ecr, digest, tag } = parseImage(image);
      if (!ecr) return [];
      const repository = { registry: ecr.registry, name: ecr.repository };
      return [{ image, isThere: (await read.images.image(repository, digest ?? tag ?? 'latest')) !== undefined }];
    }),
  );
  return found.flat();
}
