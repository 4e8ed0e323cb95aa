import type { ImageSeed } from '#practice/worlds/seeds/repository.ts';
import type { Account } from '../account.ts';
import { refusal } from '../refusal.ts';
import { newImage } from './load.ts';

/** Somebody pushes an image: its tags move to it, if the repository lets them. */
export function push(account: Account, repository: string, seed: ImageSeed): void {
  const found = account.repositories.get(repository);
  if (!found) throw refusal('RepositoryNotFoundException', `There is no repository ${repository}.`);
  const taken = found.images.flatMap(({ tags }) => tags).find((tag) => seed.tags.includes(tag));
  if (taken !== undefined && found.mutability !== 'MUTABLE')
    throw refusal('ImageTagAlreadyExistsException', `The tag ${taken} of ${repository} cannot be moved.`);
  const image = newImage(repository, seed, account.now);
  const others = found.images
    .filter(({ digest }) => digest !== image.digest)
    .map((other) => ({ ...other, tags: other.tags.filter((tag) => !seed.tags.includes(tag)) }));
  found.images = [...others, image];
}
