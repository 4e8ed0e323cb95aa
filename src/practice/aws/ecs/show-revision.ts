import type { JsonObject } from '#domain/json.ts';
import type { Account } from '../account.ts';
import type { Revision, Service } from './model.ts';
import { seconds, showNetwork } from './show-service.ts';

/** One entry of DescribeServiceRevisions. */
export const describeRevision = (account: Account, service: Service, revision: Revision): JsonObject => ({
  serviceRevisionArn: revision.arn,
  serviceArn: service.arn,
  clusterArn: account.cluster.arn,
  taskDefinition: revision.definition.arn,
  launchType: revision.settings.launchType,
  loadBalancers: revision.settings.loadBalancers,
  serviceRegistries: revision.settings.registries,
  ...(revision.settings.network && { networkConfiguration: showNetwork(revision.settings.network) }),
  containerImages: revision.images.map(({ container, image, digest }) => ({
    containerName: container,
    image,
    ...(digest !== undefined && { imageDigest: digest }),
  })),
  guardDutyEnabled: false,
  createdAt: seconds(revision.createdAt),
});
