import type { JsonObject } from '#domain/json.ts';
import { seconds } from '../../ecs/show-service.ts';
import type { Secret } from '../../secretsmanager/model.ts';

/** What DescribeSecret and ListSecrets tell of it alike. */
export const showSecret = ({ arn, name, keyId, owner, rotation, changedAt }: Secret): JsonObject => ({
  ARN: arn,
  Name: name,
  ...(keyId !== undefined && { KmsKeyId: keyId }),
  ...(owner !== undefined && { OwningService: owner }),
  ...(rotation && { RotationEnabled: rotation.isEnabled, RotationLambdaARN: rotation.by }),
  ...(rotation?.rotatedAt !== undefined && { LastRotatedDate: seconds(rotation.rotatedAt) }),
  LastChangedDate: seconds(changedAt),
  Tags: [],
});

/** Of the versions that have a stage. */
export const stagesById = ({ versions }: Secret): JsonObject =>
  Object.fromEntries(versions.filter(({ stages }) => stages.size > 0).map(({ id, stages }) => [id, [...stages]]));
