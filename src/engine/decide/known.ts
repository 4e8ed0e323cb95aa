import { asFailure } from '#domain/failure.ts';
import type { Person } from '#domain/person.ts';
import type { Decision, Refused } from '../api.ts';
import type { EngineParts } from '../parts.ts';
import { type Known, no } from './click.ts';

/** What the store says before the directory is asked: who voted, and where the run is told. */
interface Before {
  readonly voters: readonly string[];
  readonly channel: string | undefined;
  readonly starter: string | undefined;
}

const before = (parts: EngineParts, run: string, ask: string): Promise<Before> =>
  parts.store.transaction(
    async (tx) => {
      const [votes, row] = [(await tx.asks.get(run, ask))?.votes ?? [], await tx.runs.get(run)];
      return { voters: votes.map(({ person }) => person.id), channel: row?.channel, starter: row?.startedBy.id };
    },
    { reads: true },
  );

/** Everything that has to be asked of the directory, with no transaction open. What cannot be read is a no. */
export async function known(
  parts: EngineParts,
  decision: Decision,
  { run, rest }: { readonly run: string; readonly rest: string },
): Promise<Known | Refused> {
  const { directory } = parts;
  const { verb, to, message } = decision;
  const { voters, channel, starter } = await before(parts, run, rest);
  const where = message?.channel ?? channel;
  try {
    const person = await whoDecides(parts, decision, starter);
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

/** Who started a run may stop it while a group cannot be read: that takes none. */
async function whoDecides(
  { directory }: EngineParts,
  { verb, by, team }: Decision,
  starter: string | undefined,
): Promise<Person> {
  try {
    return await directory.person(by, team);
  } catch (thrown) {
    if (!isHarmless(verb) || by !== starter || !directory.ungrouped) throw thrown;
    return directory.ungrouped(by, team);
  }
}

/** A no never makes things worse, whoever looks on. */
const isHarmless = (verb: Decision['verb']): boolean => verb === 'stop' || verb === 'reject';
