import { mkdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { Failure } from '#domain/failure.ts';
import { isObject } from '#domain/json.ts';

const bytes = 32;

function parseKey(text: string, of: string): Uint8Array {
  const key = Buffer.from(text.trim(), 'base64');
  if (key.length === bytes) return key;
  throw new Failure('user', 'not-a-key', `${of} is not ${bytes} bytes in base64.`, {
    hint: '`openssl rand -base64 32` makes such a key.',
  });
}

const isThere = (thrown: unknown): boolean => isObject(thrown) && thrown['code'] === 'EEXIST';

/** Two programs that begin at once end up with the same key: the second finds the first one's file. */
function create(file: string): void {
  const text = Buffer.from(crypto.getRandomValues(new Uint8Array(bytes))).toString('base64');
  try {
    writeFileSync(file, `${text}\n`, { mode: 0o600, flag: 'wx' });
  } catch (thrown) {
    if (!isThere(thrown)) throw thrown;
  }
}

/** The key that seals secrets: the one given (base64), else that of the file `key` beside the store, made where there is none. A file that others may read is refused. */
export function sealKey(folder: string, given: string | undefined): Uint8Array {
  if (given !== undefined) return parseKey(given, 'STEPWARD_KEY');
  const file = join(folder, 'key');
  mkdirSync(folder, { recursive: true });
  create(file);
  if ((statSync(file).mode & 0o077) !== 0)
    throw new Failure('refused', 'key-is-open', `Others may read ${file}.`, { hint: `Type: chmod 600 ${file}` });
  return parseKey(readFileSync(file, 'utf8'), file);
}
