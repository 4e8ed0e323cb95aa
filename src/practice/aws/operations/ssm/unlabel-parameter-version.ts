import { needed, number, texts } from '../../params.ts';
import type { Operation } from '../operation.ts';
import { nameArn, neededParameter, numberedVersion } from './find.ts';

const unlabelParameterVersion: Operation = {
  service: 'ssm',
  name: 'UnlabelParameterVersion',
  isWrite: true,
  members: ['Name', 'ParameterVersion', 'Labels'],
  resource: nameArn,
  perform(account, params) {
    const { labels } = numberedVersion(neededParameter(account, params), needed(number, params, 'ParameterVersion'));
    const asked = needed(texts, params, 'Labels');
    const removed = asked.filter((label) => labels.delete(label));
    return { RemovedLabels: removed, InvalidLabels: asked.filter((label) => !removed.includes(label)) };
  },
};

export default unlabelParameterVersion;
