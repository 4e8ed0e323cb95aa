import { flag, number, text } from '../../params.ts';
import type { Operation } from '../operation.ts';
import { page, withToken } from '../page.ts';
import { nameArn, neededParameter } from './find.ts';
import { showVersion } from './show-parameter.ts';

const getParameterHistory: Operation = {
  service: 'ssm',
  name: 'GetParameterHistory',
  isWrite: false,
  members: ['Name', 'WithDecryption', 'MaxResults', 'NextToken'],
  resource: nameArn,
  perform(account, params) {
    const parameter = neededParameter(account, params);
    const decrypted = flag(params, 'WithDecryption') ?? false;
    const { items, next } = page(parameter.versions, number(params, 'MaxResults') ?? 50, text(params, 'NextToken'));
    return {
      Parameters: items.map((version) => showVersion(parameter, version, decrypted)),
      ...withToken('NextToken', next),
    };
  },
};

export default getParameterHistory;
