import type { Config, Environment } from '#domain/config.ts';
import { suggest } from '../nearest.ts';
import type { Problem } from '../problem.ts';
import { below } from '../yaml/pointer.ts';
import type { RawObject } from './outline.ts';

/** The environments a runbook names, of those that there are. */
export function environmentsOf(runbook: RawObject, config: Config | undefined): readonly Environment[] {
  const names = [runbook['environment']].flat();
  return config?.environments.filter(({ id }) => names.includes(id)) ?? [];
}

/** Every environment that a runbook names stands in stepward.yml. */
export function checkEnvironments(runbook: RawObject, config: Config | undefined): readonly Problem[] {
  if (!config) return [];
  const known = config.environments.map(({ id }) => id);
  const written = runbook['environment'];
  const names = Array.isArray(written) ? written : [written];
  return names.flatMap((name, i) => {
    if (typeof name !== 'string' || known.includes(name)) return [];
    const at = Array.isArray(written) ? below('/environment', i) : '/environment';
    return [
      {
        rule: 'unknown-environment',
        at,
        message: `there is no environment "${name}" in stepward.yml`,
        ...suggest(name, known),
      },
    ];
  });
}
