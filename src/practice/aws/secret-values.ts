import type { Account } from './account.ts';

/** Every secret text that the account holds or has held, so that a test can look for it where it must not be. */
export const secretValues = ({ parameters, secrets }: Account): readonly string[] => [
  ...[...parameters.values()]
    .filter(({ type }) => type === 'SecureString')
    .flatMap(({ versions }) => versions.map(({ value }) => value)),
  ...[...secrets.values()].flatMap(({ versions }) => versions.flatMap(({ value }) => value ?? [])),
];
