import { flag, needed, texts } from '../../params.ts';
import type { Operation } from '../operation.ts';
import { findVersion } from './find.ts';
import { referredSecret } from './referred-secret.ts';
import { showValue } from './show-parameter.ts';

const getParameters: Operation = {
  service: 'ssm',
  name: 'GetParameters',
  isWrite: false,
  members: ['Names', 'WithDecryption'],
  perform(account, params) {
    const names = needed(texts, params, 'Names');
    const decrypted = flag(params, 'WithDecryption') ?? false;
    const found = names.flatMap((name) => {
      const secret = referredSecret(account, name, decrypted);
      if (secret) return [{ name, shown: secret }];
      const { parameter, version } = findVersion(account, name) ?? {};
      return parameter && version ? [{ name, shown: showValue(account, parameter, version, decrypted) }] : [];
    });
    return {
      Parameters: found.map(({ shown }) => shown),
      InvalidParameters: names.filter((name) => !found.some((one) => one.name === name)),
    };
  },
};

export default getParameters;
