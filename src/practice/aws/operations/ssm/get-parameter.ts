import { flag, needed, text } from '../../params.ts';
import { refusal } from '../../refusal.ts';
import type { Operation } from '../operation.ts';
import { findVersion, nameArn } from './find.ts';
import { showValue } from './show-parameter.ts';

const getParameter: Operation = {
  service: 'ssm',
  name: 'GetParameter',
  isWrite: false,
  members: ['Name', 'WithDecryption'],
  resource: nameArn,
  perform(account, params) {
    const name = needed(text, params, 'Name');
    const found = findVersion(account, name);
    if (!found) throw refusal('ParameterNotFound', 'The parameter was not found.');
    if (!found.version) throw refusal('ParameterVersionNotFound', `Systems Manager could not find version of ${name}.`);
    const decrypted = flag(params, 'WithDecryption') ?? false;
    return { Parameter: showValue(account, found.parameter, found.version, decrypted) };
  },
};

export default getParameter;
