import { createCipheriv, createDecipheriv, createHmac, randomBytes } from 'node:crypto';
import { Failure } from '#domain/failure.ts';
import type { JsonObject } from '#domain/json.ts';
import { isObject } from '#domain/json.ts';
import type { SecretRow } from './rows.ts';

/** How a secret stands in plans, requests and hashes: never the value, but two different values look different. */
export interface SealedRef {
  readonly $sealed: string;
  readonly fingerprint: string;
  readonly length: number;
}

/** AES-256-GCM under the store's key; the run and the id are bound in, so a row cannot stand in for another. */
export function seal(key: Uint8Array, run: string, id: string, value: string): SecretRow {
  const nonce = randomBytes(12);
  const cipher = createCipheriv('aes-256-gcm', key, nonce).setAAD(Buffer.from(`${run}/${id}`));
  const text = Buffer.concat([cipher.update(value, 'utf8'), cipher.final()]);
  const fingerprint = createHmac('sha256', key).update(value).digest('hex').slice(0, 12);
  const sealed = Buffer.concat([nonce, cipher.getAuthTag(), text]).toString('base64url');
  return { run, id, sealed, fingerprint, length: value.length };
}

export function unseal(key: Uint8Array, row: SecretRow): string {
  const bytes = Buffer.from(row.sealed, 'base64url');
  try {
    const decipher = createDecipheriv('aes-256-gcm', key, bytes.subarray(0, 12))
      .setAAD(Buffer.from(`${row.run}/${row.id}`))
      .setAuthTag(bytes.subarray(12, 28));
    return Buffer.concat([decipher.update(bytes.subarray(28)), decipher.final()]).toString('utf8');
  } catch (cause) {
    throw new Failure('refused', 'secret-unreadable', 'A secret of this run cannot be opened with this key.', {
      hint: 'Start the bot with the key that sealed it (STEPWARD_KEY, or the key file beside the store).',
      cause,
    });
  }
}

export const refTo = ({ id, fingerprint, length }: SecretRow): SealedRef => ({ $sealed: id, fingerprint, length });

/** `{ bytes, as }` → that many random bytes as text. */
export function generateSecret(generate: JsonObject): string {
  const { bytes, as } = generate;
  return randomBytes(typeof bytes === 'number' ? bytes : 32).toString(as === 'hex' ? 'hex' : 'base64url');
}

/** The secrets that stand in a value of any depth. */
export function sealedIn(value: unknown): readonly SealedRef[] {
  if (Array.isArray(value)) return value.flatMap(sealedIn);
  if (!isObject(value)) return [];
  return typeof value['$sealed'] === 'string'
    ? [value as unknown as SealedRef]
    : Object.values(value).flatMap(sealedIn);
}
