import type { JsonObject } from '#domain/json.ts';
import type { Account, Parameter } from '../../account.ts';
import { keyPermissions } from '../../iam/key-permissions.ts';
import { newestVersion, parameterArn } from '../../parameters.ts';
import { flag, needed, text } from '../../params.ts';
import { refusal } from '../../refusal.ts';
import type { Operation } from '../operation.ts';

/** SSM keeps the newest hundred versions; it deletes the oldest to make room, unless that one has a label. */
const most = 100;

const putParameter: Operation = {
  service: 'ssm',
  name: 'PutParameter',
  isWrite: true,
  members: ['Name', 'Value', 'Type', 'KeyId', 'Overwrite', 'Tier', 'Description', 'AllowedPattern', 'DataType'],
  secrets: ['Value'],
  resource: (account, params) => parameterArn(account, text(params, 'Name') ?? ''),
  also(account, params) {
    const { keyId, tier } = written(account.parameters.get(text(params, 'Name') ?? ''), params);
    return keyPermissions(account, keyId, [tier === 'Advanced' ? 'kms:GenerateDataKey' : 'kms:Encrypt']);
  },
  perform(account, params, { arn }) {
    const name = needed(text, params, 'Name');
    const existing = account.parameters.get(name);
    if (existing && !flag(params, 'Overwrite'))
      throw refusal(
        'ParameterAlreadyExists',
        'The parameter already exists. To overwrite this value, set the overwrite option in the request to true.',
      );
    const parameter = existing ?? newParameter(name, params);
    if (existing) checkKept(existing, params);
    checkValue(parameter, params);
    makeRoom(parameter);
    append(account, parameter, params, arn);
    account.parameters.set(name, parameter);
    return { Version: newestVersion(parameter).version, Tier: parameter.tier };
  },
};

function newParameter(name: string, params: JsonObject): Parameter {
  return {
    name,
    type: needed(text, params, 'Type'),
    dataType: text(params, 'DataType') ?? 'text',
    tier: text(params, 'Tier') ?? 'Standard',
    description: text(params, 'Description'),
    allowedPattern: text(params, 'AllowedPattern'),
    versions: [],
  };
}

function checkKept({ type, tier }: Parameter, params: JsonObject): void {
  if ((text(params, 'Type') ?? type) !== type)
    throw refusal('HierarchyTypeMismatchException', 'The parameter type cannot be changed.');
  if (tier === 'Advanced' && text(params, 'Tier') === 'Standard')
    throw refusal(
      'ValidationException',
      'This parameter uses the advanced-parameter tier. You cannot downgrade it to the standard-parameter tier.',
    );
}

function checkValue({ allowedPattern, tier }: Parameter, params: JsonObject): void {
  const value = needed(text, params, 'Value');
  const largest = (text(params, 'Tier') ?? tier) === 'Advanced' ? 8_192 : 4_096;
  if (value === '' || Buffer.byteLength(value) > largest)
    throw refusal('ValidationException', `The value must have between 1 and ${largest} bytes.`);
  if (allowedPattern !== undefined && !new RegExp(allowedPattern).test(value))
    throw refusal('ParameterPatternMismatchException', 'Parameter value does not match the allowed pattern.');
}

function makeRoom(parameter: Parameter): void {
  const [oldest] = parameter.versions;
  if (!oldest || parameter.versions.length < most) return;
  if (oldest.labels.size > 0)
    throw refusal(
      'ParameterMaxVersionLimitExceeded',
      `Version ${oldest.version} of ${parameter.name} has a label and cannot be deleted to make room for a new version.`,
    );
  parameter.versions = parameter.versions.slice(1);
}

/** Without a KeyId a SecureString falls back to the account's default key, also on an update. */
function written(before: Pick<Parameter, 'type' | 'tier'> | undefined, params: JsonObject) {
  const isSecure = (before?.type ?? text(params, 'Type')) === 'SecureString';
  return {
    tier: text(params, 'Tier') ?? before?.tier ?? 'Standard',
    keyId: isSecure ? (text(params, 'KeyId') ?? 'alias/aws/ssm') : undefined,
  };
}

function append(account: Account, parameter: Parameter, params: JsonObject, by: string): void {
  const { tier, keyId } = written(parameter, params);
  parameter.tier = tier;
  parameter.description = text(params, 'Description') ?? parameter.description;
  parameter.allowedPattern = text(params, 'AllowedPattern') ?? parameter.allowedPattern;
  parameter.versions.push({
    version: (parameter.versions.at(-1)?.version ?? 0) + 1,
    value: needed(text, params, 'Value'),
    keyId,
    labels: new Set(),
    modifiedAt: account.now,
    modifiedBy: by,
  });
}

export default putParameter;
