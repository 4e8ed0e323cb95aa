import type { Environment } from '#domain/config.ts';
import type { Person } from '#domain/person.ts';
import { admits } from '#domain/policy.ts';
import type { EngineParts } from './parts.ts';
import type { Offered } from './ports.ts';

export function environmentOf(
  { catalogue }: Pick<EngineParts, 'catalogue'>,
  offered: Offered,
  id: string,
): Environment | undefined {
  if (!offered.runbook.environments.includes(id)) return undefined;
  return catalogue.config.environments.find((environment) => environment.id === id);
}

/** Why nobody, a schedule neither, may start this runbook there, or from here. */
export function whyNotHere(
  offered: Offered,
  environment: Environment,
  channel: string | undefined,
): string | undefined {
  if (channel !== undefined && environment.channels.length > 0 && !environment.channels.includes(channel))
    return `Runs in ${environment.id} are started in ${environment.channels.join(', ')}, not here.`;
  return environment.requireCommit && !offered.commit
    ? `${environment.id} runs only what is committed to git, and ${offered.file} is not.`
    : undefined;
}

/** Why this person may not start this runbook there, or from here. */
export function mayStart(
  offered: Offered,
  environment: Environment,
  { person, channel }: { readonly person: Person; readonly channel: string | undefined },
): string | undefined {
  const refused = whyNotHere(offered, environment, channel);
  if (refused !== undefined) return refused;
  const verdict = admits(environment.start, person, `start runbooks in ${environment.id}`);
  return verdict.ok ? undefined : verdict.why;
}
