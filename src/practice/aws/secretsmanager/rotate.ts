import { isObject } from '#domain/json.ts';
import type { RotationStep } from '#practice/worlds/seeds/secret.ts';
import { type Account, secondsSince } from '../account.ts';
import type { Secret, SecretVersion } from './model.ts';
import { currentVersion, moveStage } from './stages.ts';

/** The function does a step a second, the first one second after it was asked. */
const steps: readonly RotationStep[] = ['createSecret', 'setSecret', 'testSecret', 'finishSecret'];

/** One simulated second of the functions that rotate secrets. */
export function rotateSecrets(account: Account): void {
  for (const secret of account.secrets.values()) if (secret.rotation?.running) goOn(account, secret);
}

/** A function that gives up leaves AWSPENDING where it is, and with it no other rotation can begin. */
function goOn(account: Account, secret: Secret): void {
  const { rotation } = secret;
  if (!rotation?.running) return;
  const { version, since } = rotation.running;
  const done = steps.slice(0, Math.floor(secondsSince(account, since)));
  if (rotation.failsAt && done.includes(rotation.failsAt)) {
    rotation.running = undefined;
    return;
  }
  if (done.includes('createSecret')) version.value ??= newValue(account, secret);
  if (!done.includes('finishSecret')) return;
  finish(secret, version);
  rotation.running = undefined;
  rotation.rotatedAt = account.now;
  secret.changedAt = account.now;
}

function finish(secret: Secret, version: SecretVersion): void {
  moveStage(secret, 'AWSCURRENT', version);
  moveStage(secret, 'AWSPENDING', undefined);
}

/** Of a database's secret only the password is another. */
function newValue({ random }: Account, secret: Secret): string {
  const password = random.letters(32);
  const now = currentVersion(secret)?.value ?? '';
  const members: unknown = now.startsWith('{') ? JSON.parse(now) : undefined;
  return isObject(members) ? JSON.stringify({ ...members, password }) : password;
}
