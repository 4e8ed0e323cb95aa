import { parseImage } from '#domain/image-reference.ts';
import { shortDigest } from './words.ts';

interface Parts {
  /** Where it is held, with a slash behind it; empty for Docker Hub. */
  readonly registry: string;
  /** `shop/api:4`, or `shop/api@sha256:1f2e3d4c5b6a`. */
  readonly own: string;
}

/** What stands before the first slash is a registry if it looks like a host. https://pkg.go.dev/github.com/distribution/reference */
function partsOf(reference: string): Parts {
  const { name, tag, digest } = parseImage(reference);
  const [registry = ''] = /^(?:[^/]*[.:][^/]*|localhost)\//.exec(name) ?? [];
  const version = digest === undefined ? `:${tag}` : `@${shortDigest(digest)}`;
  return { registry, own: `${name.slice(registry.length)}${version}` };
}

/** An image as people tell it from others: `shop/api:4`, without the registry that holds it. */
export const shownImage = (reference: string): string => partsOf(reference).own;

/** Two images, one in place of the other: both with their registries where these differ. */
export function shownImages(before: string, after: string): readonly [string, string] {
  const [was, is] = [partsOf(before), partsOf(after)];
  if (was.registry === is.registry) return [was.own, is.own];
  return [`${was.registry}${was.own}`, `${is.registry}${is.own}`];
}
