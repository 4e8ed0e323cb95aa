import type { Account } from '../account.ts';
import type { Secret, SecretVersion } from '../secretsmanager/model.ts';
import { currentVersion, versionWith } from '../secretsmanager/stages.ts';

/** What a task definition says of a secret: `arn:…:secret:NAME-AbCdEf[:json-key:stage:version-id]`; empty parts keep their colons. */
export interface SecretReference {
  readonly arn: string;
  readonly key: string | undefined;
  readonly stage: string | undefined;
  readonly id: string | undefined;
}

export const isSecret = (valueFrom: string): boolean => /^arn:[^:]+:secretsmanager:/.test(valueFrom);

/** https://docs.aws.amazon.com/AmazonECS/latest/developerguide/secrets-envvar-secrets-manager.html */
export function secretReference(valueFrom: string): SecretReference {
  const parts = valueFrom.split(':');
  const [key, stage, id] = parts.slice(7).map((part) => part || undefined);
  return { arn: parts.slice(0, 7).join(':'), key, stage, id };
}

/** Strict: unlike the API, ECS is not counted on to find a secret by an ARN without its last six characters. */
export const referredTo = ({ secrets }: Account, { arn }: SecretReference): Secret | undefined =>
  [...secrets.values()].find((secret) => secret.arn === arn);

export function versionOf(secret: Secret, { stage, id }: SecretReference): SecretVersion | undefined {
  if (id !== undefined) return secret.versions.find((version) => version.id === id);
  return stage === undefined ? currentVersion(secret) : versionWith(secret, stage);
}
