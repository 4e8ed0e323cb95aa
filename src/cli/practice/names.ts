import type { Config } from '#domain/config.ts';
import type { PracticeNames } from '#runbook/tests/context.ts';
import type { Parts } from '../parts.ts';
import { castOf } from './cast.ts';

/** Ids and names of everybody who acts in some environment. */
function peopleOf(config: Config): readonly string[] {
  const people = config.environments.flatMap((environment) => castOf(config, environment).people);
  return [...new Set(people.flatMap(({ id, name }) => [name.toLowerCase(), id]))];
}

/** What tests of runbooks may name, as `loadTests` takes it. */
export async function namesForTests(parts: Pick<Parts, 'practiceNames'>): Promise<PracticeNames> {
  const { worlds, faults } = await parts.practiceNames();
  return { worlds: worlds.map(({ id }) => id), faults: faults.map(({ name }) => name), people: peopleOf };
}
