import { randomBytes } from 'node:crypto';
import type { JsonObject } from '#domain/json.ts';
import type { Runbook } from '#domain/runbook.ts';
import type { Store } from '#engine/store.ts';

/** What a test starts its run with: a secret that it does not name is a canary. */
export function withCanaries({ inputs }: Pick<Runbook, 'inputs'>, given: JsonObject): JsonObject {
  const missing = inputs.filter(({ name, secret }) => secret && given[name] === undefined);
  return {
    ...given,
    ...Object.fromEntries(missing.map(({ name }) => [name, `canary-${randomBytes(12).toString('hex')}`])),
  };
}

/** Texts that must not be found anywhere but where secrets belong. Shorter ones would be found by chance. */
export function canariesOf(
  { inputs }: Pick<Runbook, 'inputs'>,
  values: JsonObject,
  held: readonly string[],
): readonly string[] {
  const own = inputs.filter(({ secret }) => secret).map(({ name }) => values[name]);
  return [...new Set([...own, ...held])].filter((text): text is string => typeof text === 'string' && text.length >= 8);
}

/** Everything that the store keeps of a run, as text; the sealed secrets themselves are left out. */
export const keptOf = (store: Store, run: string): Promise<string> =>
  store.transaction(
    async (tx) =>
      JSON.stringify([
        await tx.runs.get(run),
        await tx.events.list(run),
        await tx.asks.ofRun(run),
        await tx.plans.ofRun(run),
        await tx.results.ofRun(run),
        await tx.attempts.ofRun(run),
        await tx.effects.ofRun(run),
        await tx.timers.ofRun(run),
        await tx.messages.ofRun(run),
      ]),
    { reads: true },
  );

/** Where any of them shows up; never which one, because this is shown too. */
export function leaks(canaries: readonly string[], places: Readonly<Record<string, string>>): readonly string[] {
  return Object.entries(places)
    .filter(([, text]) =>
      canaries.some((canary) => text.includes(canary) || text.includes(JSON.stringify(canary).slice(1, -1))),
    )
    .map(([place]) => place);
}
