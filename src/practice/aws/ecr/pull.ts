import { type ImageReference, parseImage } from '#domain/image-reference.ts';
import type { Program } from '#practice/worlds/world.ts';
import type { Account } from '../account.ts';
import { digestOf } from './load.ts';
import type { Image, Repository } from './model.ts';

export const findImage = ({ images }: Repository, { tag, digest }: Pick<ImageReference, 'tag' | 'digest'>) =>
  images.find((image) => (digest === undefined ? image.tags.includes(tag ?? '') : image.digest === digest));

/** Whether the account's own registry is asked for this image. */
const isOurs = ({ id, repositories }: Account, { ecr }: ImageReference): boolean =>
  ecr?.registry === id && repositories.size > 0;

function held({ repositories }: Account, reference: ImageReference): Image | undefined {
  const repository = repositories.get(reference.ecr?.repository ?? '');
  return repository && findImage(repository, reference);
}

/** What a reference means now: a tag may mean another image later. Undefined where there is none of it. */
export function resolveDigest(account: Account, image: string): string | undefined {
  const reference = parseImage(image);
  return isOurs(account, reference) ? held(account, reference)?.digest : (reference.digest ?? digestOf(image));
}

const processors: Readonly<Record<string, string>> = { amd64: 'X86_64', arm64: 'ARM64' };

/** What the image with this digest does; undefined where it cannot be pulled. */
export function programFor(account: Account, image: string, digest: string | undefined): Program | undefined {
  const reference = parseImage(image);
  if (!isOurs(account, reference)) return account.images[image];
  const found = digest === undefined ? undefined : held(account, { ...reference, digest });
  const program = found?.status === 'ACTIVE' ? account.images[found.program] : undefined;
  const arch = found?.architectures.map((each) => processors[each] ?? each) ?? [];
  return program && arch.length > 0 ? { ...program, arch } : program;
}
