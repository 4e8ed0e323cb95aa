import { splitSelector } from '../../parameters.ts';
import { flag, needed, text } from '../../params.ts';
import { refusal } from '../../refusal.ts';
import type { Operation } from '../operation.ts';
import { findVersion, nameArn } from './find.ts';
import { referredSecret } from './referred-secret.ts';
import { showValue } from './show-parameter.ts';

const getParameter: Operation = {
  service: 'ssm',
  name: 'GetParameter',
  isWrite: false,
  members: ['Name', 'WithDecryption'],
  resource: nameArn,
  perform(account, params) {
    const name = needed(text, params, 'Name');
    const decrypted = flag(params, 'WithDecryption') ?? false;
    const secret = referredSecret(account, name, decrypted);
    if (secret) return { Parameter: secret };
    const found = findVersion(account, name);
    if (!found) throw refusal('ParameterNotFound', 'The parameter was not found.');
    if (!found.version) throw refusal('ParameterVersionNotFound', `Systems Manager could not find version of ${name}.`);
    const shown = showValue(account, found.parameter, found.version, decrypted);
    const { selector } = splitSelector(name);
    return { Parameter: { ...shown, ...(selector !== undefined && { Selector: `:${selector}` }) } };
  },
};

export default getParameter;
