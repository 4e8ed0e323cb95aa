import type { JsonObject } from '#domain/json.ts';
import type { Account, Parameter, ParameterVersion } from '../../account.ts';
import { seconds } from '../../ecs/show-service.ts';
import { parameterArn } from '../../parameters.ts';

/** A SecureString comes as stars unless it is asked to be decrypted; AWS gives its ciphertext. */
const shownValue = ({ type }: Parameter, { value }: ParameterVersion, decrypted: boolean): string =>
  type === 'SecureString' && !decrypted ? '***' : value;

export const showValue = (
  account: Account,
  parameter: Parameter,
  version: ParameterVersion,
  decrypted: boolean,
): JsonObject => ({
  Name: parameter.name,
  ARN: parameterArn(account, parameter.name),
  Type: parameter.type,
  Value: shownValue(parameter, version, decrypted),
  Version: version.version,
  LastModifiedDate: seconds(version.modifiedAt),
  DataType: parameter.dataType,
});

export const showVersion = (parameter: Parameter, version: ParameterVersion, decrypted: boolean): JsonObject => ({
  Name: parameter.name,
  Type: parameter.type,
  Value: shownValue(parameter, version, decrypted),
  Version: version.version,
  Labels: [...version.labels],
  ...describeVersion(parameter, version),
});

/** What says who wrote it, when, and under which key. */
export const describeVersion = (parameter: Parameter, version: ParameterVersion): JsonObject => ({
  LastModifiedDate: seconds(version.modifiedAt),
  LastModifiedUser: version.modifiedBy,
  Tier: parameter.tier,
  DataType: parameter.dataType,
  Policies: [],
  ...(version.keyId !== undefined && { KeyId: version.keyId }),
  ...(parameter.description !== undefined && { Description: parameter.description }),
  ...(parameter.allowedPattern !== undefined && { AllowedPattern: parameter.allowedPattern }),
});
