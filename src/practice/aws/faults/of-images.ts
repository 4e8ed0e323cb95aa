import { parseImage } from '#domain/image-reference.ts';
import { needed, object, objects, text } from '../params.ts';
import type { PracticeAws } from '../practice-aws.ts';
import { type NamedFault, wrongTarget } from './named-fault.ts';
import { serviceOf } from './service-of.ts';

const pushed = { name: 'someone-pushes-image', to: 'repository' } as const;

/** The first image of what the service runs. */
async function imageOf(aws: PracticeAws, target: string) {
  const { cluster, service } = serviceOf(pushed, target);
  const [found = {}] = needed(
    objects,
    await aws.perform('DescribeServices', { cluster, services: [service] }),
    'services',
  );
  const asked = { taskDefinition: needed(text, found, 'taskDefinition') };
  const definition = needed(object, await aws.perform('DescribeTaskDefinition', asked), 'taskDefinition');
  const [container = {}] = needed(objects, definition, 'containerDefinitions');
  const { ecr, tag } = parseImage(needed(text, container, 'image'));
  if (!ecr) throw wrongTarget(pushed, target);
  return { repository: ecr.repository, tag };
}

/** `…:repository/team/api`, or with the tag that is meant: `…:repository/team/api:1.4`. */
function named(target: string) {
  const [, repository, tag] = /:repository\/([^:]+)(?::(.+))?$/.exec(target) ?? [];
  return repository === undefined ? undefined : { repository, tag };
}

export const ofImages: readonly NamedFault[] = [
  {
    ...pushed,
    says: 'Somebody else pushes another image that does the same: the tag of the service, or of a repository that is named (`api:1.4`, else its newest), moves to it.',
    async strike(aws, target) {
      const { repository, tag } = named(target) ?? (await imageOf(aws, target));
      aws.pushAgain(repository, tag);
    },
  },
];
