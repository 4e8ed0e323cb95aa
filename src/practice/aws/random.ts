import { createHash, randomBytes } from 'node:crypto';

/** What nobody chose: the same seed gives the same, in the order in which it is asked for. */
export interface Random {
  hex(length: number): string;
  digits(length: number): string;
  /** Capital letters and digits, as in access keys. */
  letters(length: number): string;
  uuid(): string;
}

const alphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567';

/** @param bytes so many bytes, others every time */
function randomFrom(bytes: (count: number) => Buffer): Random {
  const hex = (length: number): string =>
    bytes(Math.ceil(length / 2))
      .toString('hex')
      .slice(0, length);
  return {
    hex,
    digits: (length) => Array.from(bytes(length), (byte, index) => (index === 0 ? 1 + (byte % 9) : byte % 10)).join(''),
    letters: (length) => Array.from(bytes(length), (byte) => alphabet[byte % alphabet.length]).join(''),
    uuid: () => [hex(8), hex(4), `4${hex(3)}`, `8${hex(3)}`, hex(12)].join('-'),
  };
}

/** Follows no seed. Credentials are such, and what is asked for at moments that no clock of ours decides. */
export const unseeded = randomFrom(randomBytes);

export function seeded(seed: string): Random {
  let asked = 0;
  return randomFrom((count) => {
    asked += 1;
    return createHash('shake256', { outputLength: count }).update(`${seed} ${asked}`).digest();
  });
}
