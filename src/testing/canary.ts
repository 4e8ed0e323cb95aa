import { randomBytes } from 'node:crypto';
import type { JsonObject } from '#domain/json.ts';
import type { Runbook } from '#domain/runbook.ts';
import type { Store } from '#engine/store.ts';

/** Secret values of one test, made as they are needed; each can be told from everything else. */
export interface Canaries {
  /** The same for the same name. */
  of(name: string): string;
  all(): readonly string[];
}

export function createCanaries(): Canaries {
  const made = new Map<string, string>();
  return {
    of(name) {
      const canary = made.get(name) ?? `canary-${randomBytes(12).toString('hex')}`;
      made.set(name, canary);
      return canary;
    },
    all: () => [...made.values()],
  };
}

type Inputs = Pick<Runbook, 'inputs'>;

/** What a test starts its run with: a secret that it does not name is a canary. */
export const withCanaries = ({ inputs }: Inputs, given: JsonObject, canaries: Canaries): JsonObject => {
  const missing = inputs.filter(({ name, secret }) => secret && given[name] === undefined);
  return { ...given, ...Object.fromEntries(missing.map(({ name }) => [name, canaries.of(name)])) };
};

/** Those that a test names itself. */
export const namedSecrets = ({ inputs }: Inputs, given: JsonObject): readonly string[] =>
  inputs.filter(({ secret }) => secret).flatMap(({ name }) => (typeof given[name] === 'string' ? [given[name]] : []));

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

/** A shorter text would be found by chance. */
const shortest = 8;

/** Where any of these texts shows up; never which one, because this is shown too. */
export function leaks(secrets: readonly string[], places: Readonly<Record<string, string>>): readonly string[] {
  const canaries = secrets.filter((text) => text.length >= shortest);
  return Object.entries(places)
    .filter(([, text]) =>
      canaries.some((canary) => text.includes(canary) || text.includes(JSON.stringify(canary).slice(1, -1))),
    )
    .map(([place]) => place);
}
