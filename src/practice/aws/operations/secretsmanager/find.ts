import type { JsonObject } from '#domain/json.ts';
import type { Account } from '../../account.ts';
import { needed, text } from '../../params.ts';
import { refusal } from '../../refusal.ts';
import type { Secret, SecretVersion } from '../../secretsmanager/model.ts';

const suffix = /-[A-Za-z0-9]{6}$/;

/** By its name, its ARN, or its ARN without the six characters at its end. */
export const findSecret = ({ secrets }: Account, id: string): Secret | undefined =>
  secrets.get(id) ?? [...secrets.values()].find(({ arn }) => arn === id || arn.replace(suffix, '') === id);

export function neededSecret(account: Account, params: JsonObject): Secret {
  const secret = findSecret(account, needed(text, params, 'SecretId'));
  if (!secret) throw refusal('ResourceNotFoundException', "Secrets Manager can't find the specified secret.");
  return secret;
}

export const secretArn = (account: Account, params: JsonObject): string => {
  const id = text(params, 'SecretId') ?? '*';
  return findSecret(account, id)?.arn ?? id;
};

export function neededVersion({ versions }: Secret, id: string): SecretVersion {
  const version = versions.find((one) => one.id === id);
  if (!version)
    throw refusal(
      'ResourceNotFoundException',
      `Secrets Manager can't find the specified secret version: VersionId ${id}.`,
    );
  return version;
}

/** What names a version that does not exist yet; who leaves it out gets one. */
export function newVersionId({ random }: Account, params: JsonObject): string {
  const token = text(params, 'ClientRequestToken') ?? random.uuid();
  if (token.length < 32 || token.length > 64)
    throw refusal('InvalidParameterException', 'ClientRequestToken must have between 32 and 64 characters.');
  return token;
}

/** Only the service that looks after a secret writes its values. */
export function refuseOwned({ owner }: Secret): void {
  if (owner !== undefined)
    throw refusal('InvalidRequestException', `You can't perform this operation: the secret is managed by ${owner}.`);
}
