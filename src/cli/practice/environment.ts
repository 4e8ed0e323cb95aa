import type { Config, Environment } from '#domain/config.ts';
import { usage } from '../command.ts';
import type { Parts, WorldName } from '../parts.ts';

/** The environment of that id; the first one in stepward.yml where none is named. */
export function environmentOf({ environments }: Config, id: string | undefined): Environment {
  const found = id === undefined ? environments[0] : environments.find((environment) => environment.id === id);
  if (!found)
    throw usage(
      `There is no environment "${id}" in stepward.yml.`,
      `There are ${environments.map((environment) => environment.id).join(', ')}.`,
    );
  return found;
}

/** A line each: its id, and what it is. */
function listed(worlds: readonly WorldName[]): string {
  const width = Math.max(...worlds.map(({ id }) => id.length));
  return worlds.map(({ id, title }) => `  ${id.padEnd(width)}  ${title}`).join('\n');
}

/** Where nobody names one, a practice world is the environment whose `values.cluster` is its cluster; else the first. */
export async function practiceEnvironment(
  config: Config,
  { world, environment }: { readonly world: string; readonly environment: string | undefined },
  parts: Pick<Parts, 'practiceNames'>,
): Promise<Environment> {
  const { worlds } = await parts.practiceNames();
  const found = worlds.find(({ id }) => id === world);
  if (!found) throw usage(`There is no practice world "${world}".`, `There are:\n${listed(worlds)}`);
  if (environment !== undefined) return environmentOf(config, environment);
  const { cluster } = found;
  return config.environments.find(({ values }) => values['cluster'] === cluster) ?? environmentOf(config, undefined);
}
