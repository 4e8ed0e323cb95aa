import type { SecretSeed } from '#practice/worlds/seeds/secret.ts';
import type { World } from '#practice/worlds/world.ts';
import { type Account, arnOf } from '../account.ts';
import type { Secret } from './model.ts';

type Where = Pick<Account, 'id' | 'region' | 'random'>;

export const loadSecrets = ({ secrets = [] }: World, where: Where, since: number): Map<string, Secret> =>
  new Map(secrets.map((seed) => [seed.name, secret(seed, where, since)]));

function secret(
  { name, suffix, value, older = [], keyId, owner, rotation }: SecretSeed,
  where: Where,
  since: number,
): Secret {
  const { random } = where;
  const versions = [...older, { value, stages: ['AWSCURRENT'] }];
  return {
    arn: arnOf(where, 'secretsmanager', `secret:${name}-${suffix ?? random.letters(6)}`),
    name,
    keyId,
    owner,
    createdAt: since,
    versions: versions.map((seed) => ({
      id: random.uuid(),
      value: seed.value,
      stages: new Set(seed.stages),
      createdAt: since,
    })),
    rotation: rotation && {
      by: rotation.by,
      failsAt: rotation.failsAt,
      isEnabled: true,
      running: undefined,
      rotatedAt: undefined,
    },
    changedAt: since,
  };
}
