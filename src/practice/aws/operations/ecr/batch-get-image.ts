import type { JsonObject } from '#domain/json.ts';
import { digestOf } from '../../ecr/load.ts';
import type { Image } from '../../ecr/model.ts';
import { needed, text } from '../../params.ts';
import type { Operation } from '../operation.ts';
import { askedImages, neededRepository, repositoryArn } from './find.ts';

const list = 'application/vnd.oci.image.index.v1+json';
const single = 'application/vnd.oci.image.manifest.v1+json';

/** One for several kinds of processor lists them; the manifest of a single one does not say for which it is. */
function manifest({ digest, architectures }: Image): JsonObject {
  if (architectures.length === 0) return { schemaVersion: 2, mediaType: single, layers: [] };
  const manifests = architectures.map((architecture) => ({
    mediaType: single,
    digest: digestOf(`${digest}/${architecture}`),
    platform: { architecture, os: 'linux' },
  }));
  return { schemaVersion: 2, mediaType: list, manifests };
}

const batchGetImage: Operation = {
  service: 'ecr',
  name: 'BatchGetImage',
  isWrite: false,
  members: ['registryId', 'repositoryName', 'imageIds', 'acceptedMediaTypes'],
  resource: repositoryArn,
  perform(account, params) {
    const repository = neededRepository(account, params, needed(text, params, 'repositoryName'));
    const asked = askedImages(repository, params);
    return {
      images: asked.flatMap(({ image }) =>
        image
          ? [
              {
                registryId: account.id,
                repositoryName: repository.name,
                imageId: { imageDigest: image.digest },
                imageManifest: JSON.stringify(manifest(image)),
                imageManifestMediaType: image.architectures.length === 0 ? single : list,
              },
            ]
          : [],
      ),
      failures: asked.flatMap(({ id, image }) =>
        image
          ? []
          : [
              {
                imageId: {
                  ...(id.tag !== undefined && { imageTag: id.tag }),
                  ...(id.digest !== undefined && { imageDigest: id.digest }),
                },
                failureCode: 'ImageNotFound',
                failureReason: 'Requested image not found',
              },
            ],
      ),
    };
  },
};

export default batchGetImage;
