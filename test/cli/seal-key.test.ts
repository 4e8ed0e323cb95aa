import { chmodSync, mkdtempSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { sealKey } from '#cli/seal-key.ts';

let folder = '';
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'stepward-key-'));
});
afterEach(() => rmSync(folder, { recursive: true }));

describe('the key that seals secrets', () => {
  it('is made once, and only we may read it', () => {
    const key = sealKey(folder, undefined);
    expect(key).toHaveLength(32);
    expect(sealKey(folder, undefined)).toEqual(key);
    expect(statSync(join(folder, 'key')).mode & 0o777).toBe(0o600);
  });

  it('is refused when others may read it', () => {
    sealKey(folder, undefined);
    chmodSync(join(folder, 'key'), 0o644);
    expect(() => sealKey(folder, undefined)).toThrow('Others may read');
  });

  it('is the given one, if it is 32 bytes', () => {
    expect(sealKey(folder, Buffer.alloc(32, 7).toString('base64'))).toEqual(Buffer.alloc(32, 7));
    expect(() => sealKey(folder, 'c2hvcnQ=')).toThrow('STEPWARD_KEY is not 32 bytes in base64');
  });

  it('is refused when its file holds something else', () => {
    writeFileSync(join(folder, 'key'), 'x', { mode: 0o600 });
    expect(() => sealKey(folder, undefined)).toThrow('is not 32 bytes in base64');
  });
});
