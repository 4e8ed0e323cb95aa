import type { BreakGlass } from '#domain/config.ts';
import type { EngineParts } from './parts.ts';
import type { DefinitionRow } from './rows.ts';

/** Who may approve alone, and when: the stricter of what stood when the run started and what stands now. Nothing, unless both allow it to somebody. */
export function breakGlassOf(
  { catalogue }: Pick<EngineParts, 'catalogue'>,
  { environment }: DefinitionRow,
): BreakGlass | undefined {
  const then = environment.breakGlass;
  const now = catalogue.config.environments.find(({ id }) => id === environment.id)?.breakGlass;
  if (!then || !now) return undefined;
  const groups = then.groups.filter((name) => now.groups.includes(name));
  return groups.length > 0 ? { groups, after: Math.max(then.after, now.after), notify: now.notify } : undefined;
}
