import type { ParameterView, SecretView } from '#practice/page/cluster.ts';
import type { Account } from '../account.ts';
import { newestVersion } from '../parameters.ts';

/* Parameters and secrets, without any value. */

export const parameters = (account: Account): readonly ParameterView[] =>
  [...account.parameters.values()].map((parameter) => {
    const { version, labels } = newestVersion(parameter);
    return { name: parameter.name, version, labels: [...labels] };
  });

export const secrets = (account: Account): readonly SecretView[] =>
  [...account.secrets.values()].map(({ name, versions }) => ({
    name,
    versions: versions.filter(({ stages }) => stages.size > 0).map(({ id, stages }) => ({ id, stages: [...stages] })),
  }));
