import { asFailure } from '#domain/failure.ts';
import type { Decision, Refused } from '../api.ts';
import type { EngineParts } from '../parts.ts';
import { type Known, no } from './click.ts';

/** What the store says before the directory is asked: who voted, and where the run is told. */
interface Before {
  readonly voters: readonly string[];
  readonly channel: string | undefined;
}

const before = (parts: EngineParts, run: string, ask: string): Promise<Before> =>
  parts.store.transaction(
    async (tx) => ({
      voters: ((await tx.asks.get(run, ask))?.votes ?? []).map(({ person }) => person.id),
      channel: (await tx.runs.get(run))?.channel,
    }),
    { reads: true },
  );

/** Everything that has to be asked of the directory, with no transaction open. What cannot be read is a no. */
export async function known(
  parts: EngineParts,
  { verb, by, team, to, message }: Decision,
  { run, rest }: { readonly run: string; readonly rest: string },
): Promise<Known | Refused> {
  const { directory } = parts;
  const { voters, channel } = await before(parts, run, rest);
  const where = message?.channel ?? channel;
  try {
    const person = await directory.person(by, team);
    const facts = where === undefined || isHarmless(verb) ? undefined : await directory.channel?.(where);
    const asked = verb === 'approve' ? voters : [];
    return {
      person,
      voters: new Map(await Promise.all(asked.map(async (id) => [id, await directory.person(id)] as const))),
      ...(to === undefined ? {} : { to: await directory.person(to) }),
      ...(facts ? { channel: facts } : {}),
    };
  } catch (thrown) {
    return no(`It cannot be checked who may decide right now, so this does not count: ${asFailure(thrown).message}`);
  }
}

/** A no never makes things worse, whoever looks on. */
const isHarmless = (verb: Decision['verb']): boolean => verb === 'stop' || verb === 'reject';
