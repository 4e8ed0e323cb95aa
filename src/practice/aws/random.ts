import { randomBytes } from 'node:crypto';

export const hex = (length: number): string =>
  randomBytes(Math.ceil(length / 2))
    .toString('hex')
    .slice(0, length);

export const digits = (length: number): string =>
  Array.from(randomBytes(length), (byte, index) => (index === 0 ? 1 + (byte % 9) : byte % 10)).join('');

const alphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567';

/** Capital letters and digits, as in access keys. */
export const letters = (length: number): string =>
  Array.from(randomBytes(length), (byte) => alphabet[byte % alphabet.length]).join('');
