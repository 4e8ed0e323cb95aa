import type { Config, Environment } from '#domain/config.ts';
import { Failure } from '#domain/failure.ts';
import type { Person } from '#domain/person.ts';
import type { Directory } from '#engine/ports.ts';

/** The people of practice, as both surfaces know them: Alice may start, Bob may approve as well, Carol is a guest, Dana may approve what Bob asks for. */
export interface Cast {
  readonly people: readonly { readonly id: string; readonly name: string; readonly kind: 'member' | 'guest' }[];
  /** By the name in stepward.yml; `slack` is the id of the group where it is one of Slack's. */
  readonly groups: readonly { readonly name: string; readonly slack?: string; readonly members: readonly string[] }[];
}

const alice = { id: 'U01ALICE', name: 'Alice', kind: 'member' } as const;
const bob = { id: 'U02BOB', name: 'Bob', kind: 'member' } as const;
const carol = { id: 'U03CAROL', name: 'Carol', kind: 'guest' } as const;
const dana = { id: 'U04DANA', name: 'Dana', kind: 'member' } as const;

/** Who there is for the groups of this environment. People whom stepward.yml lists by id are members of that name. */
export function castOf({ groups }: Config, { start }: Environment): Cast {
  const listed = Object.values(groups).flatMap((group) => ('users' in group ? group.users : []));
  const known: readonly string[] = [alice.id, bob.id, carol.id, dana.id];
  const others = [...new Set(listed)].filter((id) => !known.includes(id));
  return {
    people: [alice, bob, carol, dana, ...others.map((id) => ({ id, name: id, kind: 'member' as const }))],
    groups: Object.entries(groups).map(([name, group]) =>
      'users' in group
        ? { name, members: group.users }
        : { name, slack: group.slack, members: [start.includes(name) ? alice.id : dana.id, bob.id] },
    ),
  };
}

/** By id, or by name in any case. */
export function personOf({ people, groups }: Cast, who: string): Person {
  const found = people.find(({ id, name }) => id === who || name.toLowerCase() === who.toLowerCase());
  if (!found)
    throw new Failure('user', 'nobody-of-that-name', `There is nobody called "${who}".`, {
      hint: `Here are ${people.map(({ name }) => name).join(', ')}.`,
    });
  return { ...found, groups: groups.filter(({ members }) => members.includes(found.id)).map(({ name }) => name) };
}

export const directoryOf = (cast: Cast): Directory => ({
  person: async (id) => personOf(cast, id),
  members: async (group) => cast.groups.find(({ name }) => name === group)?.members ?? [],
});
