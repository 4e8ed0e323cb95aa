import { createHash, randomBytes } from 'node:crypto';
import { canonical } from '#domain/json.ts';

/** sha256 of the canonical JSON, hex. */
export const hash = (value: unknown): string => createHash('sha256').update(canonical(value)).digest('hex');

const crockford = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';

/** Ten random Crockford characters: 50 bits, spoken and typed without mistakes. */
export const newRunId = (): string => Array.from(randomBytes(10), (byte) => crockford[byte % 32]).join('');

/** Of our own; any fixed UUID serves. */
const namespace = Buffer.from('6f1c1a3e2b0f4d0f9a54c7de0a3e5b71', 'hex');

/** Name-based UUID (RFC 9562, version 5): the same names give the same token on every try. */
export function uuid5(...names: readonly (string | number)[]): string {
  const bytes = createHash('sha1').update(namespace).update(names.join('/')).digest().subarray(0, 16);
  bytes.writeUInt8((bytes.readUInt8(6) & 0x0f) | 0x50, 6);
  bytes.writeUInt8((bytes.readUInt8(8) & 0x3f) | 0x80, 8);
  return bytes.toString('hex').replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5');
}

export const askId = ({ instance, attempt }: { readonly instance: string; readonly attempt: number }): string =>
  `${instance}@${attempt}`;
