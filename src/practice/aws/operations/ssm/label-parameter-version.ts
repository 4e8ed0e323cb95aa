import { needed, number, texts } from '../../params.ts';
import { refusal } from '../../refusal.ts';
import type { Operation } from '../operation.ts';
import { nameArn, neededParameter, numberedVersion } from './find.ts';

/** A label stands on one version of a parameter: setting it on another moves it. */
const labelParameterVersion: Operation = {
  service: 'ssm',
  name: 'LabelParameterVersion',
  isWrite: true,
  members: ['Name', 'ParameterVersion', 'Labels'],
  resource: nameArn,
  perform(account, params) {
    const parameter = neededParameter(account, params);
    const version = numberedVersion(parameter, number(params, 'ParameterVersion'));
    const labels = needed(texts, params, 'Labels');
    const valid = labels.filter(isLabel);
    if (new Set([...version.labels, ...valid]).size > 10)
      throw refusal('ParameterVersionLabelLimitExceeded', 'A parameter version can have a maximum of ten labels.');
    for (const label of valid) {
      for (const other of parameter.versions) other.labels.delete(label);
      version.labels.add(label);
    }
    return { InvalidLabels: labels.filter((label) => !isLabel(label)), ParameterVersion: version.version };
  },
};

/** https://docs.aws.amazon.com/systems-manager/latest/userguide/sysman-paramstore-labels.html */
const isLabel = (text: string): boolean => /^[A-Za-z_.-][\w.-]{0,99}$/.test(text) && !/^(aws|ssm)/i.test(text);

export default labelParameterVersion;
