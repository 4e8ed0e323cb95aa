import {
  BatchGetImageCommand,
  DescribeImagesCommand,
  DescribeRepositoriesCommand,
  ECRClient,
} from '@aws-sdk/client-ecr';
import type { Image, ImagesRead, Repository } from '#actions/ports/images-read.ts';
import { isObject } from '#domain/json.ts';
import { answered } from './answered.ts';
import type { ReadSettings } from './clients.ts';

/** A manifest that lists one for each kind of processor; of any other the kind cannot be told without fetching the image's own configuration. */
const lists = [
  'application/vnd.oci.image.index.v1+json',
  'application/vnd.docker.distribution.manifest.list.v2+json',
  'application/vnd.oci.image.manifest.v1+json',
  'application/vnd.docker.distribution.manifest.v2+json',
];

const absent = new Set(['ImageNotFoundException', 'RepositoryNotFoundException']);

/** Undefined where ECR says that there is no such thing. */
async function orNone<T>(call: string, asked: Promise<T>): Promise<T | undefined> {
  const found = asked.catch((error: unknown) => {
    if (error instanceof Error && absent.has(error.name)) return undefined;
    throw error;
  });
  return answered(call, found);
}

const imageId = (reference: string) =>
  reference.startsWith('sha256:') ? { imageDigest: reference } : { imageTag: reference };

/** https://github.com/opencontainers/image-spec/blob/main/image-index.md; attestations are of the platform `unknown`. */
function architecturesIn(manifest: string): readonly string[] {
  const { manifests } = JSON.parse(manifest) as { manifests?: readonly { platform?: unknown }[] };
  const named = (manifests ?? []).flatMap(({ platform }) =>
    isObject(platform) ? [String(platform['architecture'])] : [],
  );
  return [...new Set(named)].filter((each) => each !== 'unknown').sort();
}

async function architectures(client: ECRClient, { registry, name }: Repository, imageDigest: string) {
  const command = new BatchGetImageCommand({
    registryId: registry,
    repositoryName: name,
    imageIds: [{ imageDigest }],
    acceptedMediaTypes: lists,
  });
  const { images: [found] = [] } = await answered('ecr:BatchGetImage', client.send(command));
  return architecturesIn(found?.imageManifest ?? '{}');
}

async function image(client: ECRClient, of: Repository, reference: string): Promise<Image | undefined> {
  const command = new DescribeImagesCommand({
    registryId: of.registry,
    repositoryName: of.name,
    imageIds: [imageId(reference)],
  });
  const { imageDetails: [found] = [] } = (await orNone('ecr:DescribeImages', client.send(command))) ?? {};
  if (!found) return undefined;
  const { imageDigest: digest = '', imageTags = [], imagePushedAt, imageStatus } = found;
  return {
    digest,
    tags: imageTags,
    pushedAt: imagePushedAt?.getTime() ?? 0,
    status: imageStatus ?? 'ACTIVE',
    architectures: await architectures(client, of, digest),
  };
}

/** Images of ECR, in the region of the settings. https://docs.aws.amazon.com/AmazonECR/latest/APIReference/API_DescribeImages.html */
export function readImages(settings: ReadSettings): ImagesRead {
  const client = new ECRClient(settings);
  return {
    image: (of, reference) => image(client, of, reference),
    async repository({ registry, name }) {
      const command = new DescribeRepositoriesCommand({ registryId: registry, repositoryNames: [name] });
      const { repositories: [found] = [] } = (await orNone('ecr:DescribeRepositories', client.send(command))) ?? {};
      return found && { arn: found.repositoryArn ?? '', mutability: found.imageTagMutability ?? 'MUTABLE' };
    },
  };
}
