import type { ImageSeed } from '#practice/worlds/seeds/repository.ts';
import type { Account } from '../account.ts';
import { refusal } from '../refusal.ts';
import { digestOf, newImage } from './load.ts';

/** Another image that does the same is pushed under this tag, else under the tags of the newest. */
export function pushAgain(account: Account, repository: string, tag: string | undefined): void {
  const images = account.repositories.get(repository)?.images ?? [];
  const last = images.findLast(({ tags }) => (tag === undefined ? tags.length > 0 : tags.includes(tag)));
  if (!last) throw refusal('ImageNotFoundException', `There is no image ${tag ?? ''} in ${repository}.`);
  const { program, architectures } = last;
  const tags = tag === undefined ? last.tags : [tag];
  push(account, repository, { tags, program, architectures, digest: digestOf(`${last.digest} at ${account.now}`) });
}

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
