import type { AwsRequest } from '../contract.ts';
import type { Parameter } from '../ports.ts';
import type { Sealed } from '../sealed.ts';
import type { RotateMemory } from './memory.ts';

/**
 * Everything that would fall back to a default of the account or be dropped with a new version is said again as it is; `Type` is not taken for an existing parameter.
 * https://docs.aws.amazon.com/systems-manager/latest/APIReference/API_PutParameter.html
 */
function put({ name, tier, keyId, dataType, description, allowedPattern }: Parameter, value: Sealed): AwsRequest {
  const carried = { KeyId: keyId, Description: description, AllowedPattern: allowedPattern };
  return {
    service: 'ssm',
    operation: 'PutParameter',
    params: {
      Name: name,
      Value: { ...value },
      Overwrite: true,
      Tier: tier,
      DataType: dataType,
      ...Object.fromEntries(Object.entries(carried).filter(([, member]) => member !== undefined)),
    },
  };
}

const label = (name: string, to: AwsRequest['params'][string], as: string): AwsRequest => ({
  service: 'ssm',
  operation: 'LabelParameterVersion',
  params: { Name: name, ParameterVersion: to, Labels: [as] },
});

/** The new version, then the two labels: a reader of the current label gets the new value only when it is there. */
export const rotateRequests = (plan: RotateMemory, parameter: Parameter, value: Sealed): readonly AwsRequest[] => [
  put(parameter, value),
  label(plan.name, { $answer: 0, path: 'version' }, plan.current),
  label(plan.name, plan.inUse, plan.previous),
];
