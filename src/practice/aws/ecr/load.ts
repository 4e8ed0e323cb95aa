import { createHash } from 'node:crypto';
import type { ImageSeed } from '#practice/worlds/seeds/repository.ts';
import type { World } from '#practice/worlds/world.ts';
import { type Account, arnOf } from '../account.ts';
import type { Image, Repository } from './model.ts';

const day = 24 * 3_600_000;

/** By name. */
export const loadRepositories = (
  { repositories = [] }: World,
  where: Pick<Account, 'id' | 'region'>,
  now: number,
): Map<string, Repository> =>
  new Map(
    repositories.map(({ name, mutability = 'MUTABLE', images }) => [
      name,
      {
        name,
        arn: arnOf(where, 'ecr', `repository/${name}`),
        mutability,
        images: images.map((seed) => newImage(name, seed, now - (seed.daysOld ?? 30) * day)),
      },
    ]),
  );

export const newImage = (repository: string, seed: ImageSeed, pushedAt: number): Image => ({
  digest: seed.digest ?? digestOf(`${repository}/${seed.program}`),
  tags: seed.tags,
  program: seed.program,
  pushedAt,
  status: seed.status ?? 'ACTIVE',
  architectures: seed.architectures ?? [],
});

export const digestOf = (content: string): string => `sha256:${createHash('sha256').update(content).digest('hex')}`;
