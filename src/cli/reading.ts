import { Failure } from '#domain/failure.ts';
import { isObject } from '#domain/json.ts';

/**
 * What comes of reading a file or a folder that somebody has named.
 * @throws Failure `no-file`, `cannot-read`
 */
export function reading<T>(path: string, work: () => T): T {
  try {
    return work();
  } catch (cause) {
    const isMissing = isObject(cause) && cause['code'] === 'ENOENT';
    const message = isMissing ? `There is no ${path}.` : `${path} cannot be read.`;
    throw new Failure('user', isMissing ? 'no-file' : 'cannot-read', message, { cause });
  }
}
