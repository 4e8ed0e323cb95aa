import type { JsonObject } from '#domain/json.ts';
import type { Account } from '../../account.ts';
import type { Image, Repository } from '../../ecr/model.ts';
import { findImage } from '../../ecr/pull.ts';
import { needed, objects, text } from '../../params.ts';
import { refusal } from '../../refusal.ts';

export function neededRepository({ id, repositories }: Account, params: JsonObject, name: string): Repository {
  const registry = text(params, 'registryId') ?? id;
  const found = registry === id ? repositories.get(name) : undefined;
  if (found) return found;
  const message = `The repository with name '${name}' does not exist in the registry with id '${registry}'`;
  throw refusal('RepositoryNotFoundException', message);
}

/** What was asked for, beside the image that it is, if there is one. */
export function askedImages(repository: Repository, params: JsonObject) {
  const asked = needed(objects, params, 'imageIds').map((id) => ({
    tag: text(id, 'imageTag'),
    digest: text(id, 'imageDigest'),
  }));
  return asked.map((id): { readonly id: typeof id; readonly image: Image | undefined } => ({
    id,
    image: findImage(repository, {
      ...(id.tag !== undefined && { tag: id.tag }),
      ...(id.digest !== undefined && { digest: id.digest }),
    }),
  }));
}

export const repositoryArn = ({ repositories }: Account, params: JsonObject): string =>
  repositories.get(text(params, 'repositoryName') ?? '')?.arn ?? '*';
