import type { JsonObject } from '#domain/json.ts';
import type { Account } from '../../account.ts';
import type { Image, Repository } from '../../ecr/model.ts';
import { seconds } from '../../ecs/show-service.ts';
import { needed, text } from '../../params.ts';
import { refusal } from '../../refusal.ts';
import type { Operation } from '../operation.ts';
import { askedImages, neededRepository, repositoryArn } from './find.ts';

const show = ({ id }: Account, { name }: Repository, image: Image): JsonObject => ({
  registryId: id,
  repositoryName: name,
  imageDigest: image.digest,
  imageTags: [...image.tags],
  imagePushedAt: seconds(image.pushedAt),
  imageStatus: image.status,
});

/** Only by tag or digest: nobody asks for all images of a repository. */
const describeImages: Operation = {
  service: 'ecr',
  name: 'DescribeImages',
  isWrite: false,
  members: ['registryId', 'repositoryName', 'imageIds'],
  resource: repositoryArn,
  perform(account, params) {
    const repository = neededRepository(account, params, needed(text, params, 'repositoryName'));
    const imageDetails = askedImages(repository, params).map(({ id, image }) => {
      if (image) return show(account, repository, image);
      const message = `The image with imageId {imageDigest:'${id.digest ?? null}', imageTag:'${id.tag ?? null}'} does not exist within the repository with name '${repository.name}' in the registry with id '${account.id}'`;
      throw refusal('ImageNotFoundException', message);
    });
    return { imageDetails };
  },
};

export default describeImages;
