import { readdirSync, readFileSync } from 'node:fs';
import { Failure } from '#domain/failure.ts';
import { isObject } from '#domain/json.ts';

/** A file's text; nothing if there is no such file. */
export function readIfThere(file: string): string | undefined {
  try {
    return readFileSync(file, 'utf8');
  } catch (cause) {
    if (isMissing(cause)) return undefined;
    throw new Failure('user', 'cannot-read', `${file} cannot be read.`, { cause });
  }
}

/**
 * Everything below a folder that is a file.
 * @throws Failure `no-folder` if it is not there
 */
export function filesBelow(folder: string): readonly { readonly folder: string; readonly name: string }[] {
  try {
    const entries = readdirSync(folder, { recursive: true, withFileTypes: true });
    return entries.filter((entry) => entry.isFile()).map(({ parentPath, name }) => ({ folder: parentPath, name }));
  } catch (cause) {
    if (isMissing(cause)) throw new Failure('user', 'no-folder', `There is no folder ${folder}.`, { cause });
    throw new Failure('user', 'cannot-read', `${folder} cannot be read.`, { cause });
  }
}

const isMissing = (error: unknown): boolean =>
  isObject(error) && (error['code'] === 'ENOENT' || error['code'] === 'ENOTDIR');
