import type { Config, Environment } from '#domain/config.ts';
import { usage } from '../command.ts';
import type { Parts } from '../parts.ts';

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

/** Where nobody names one, a practice world is the environment whose `values.cluster` is its cluster; else the first. */
export async function practiceEnvironment(
  config: Config,
  { world, environment }: { readonly world: string; readonly environment: string | undefined },
  parts: Pick<Parts, 'practiceNames'>,
): Promise<Environment> {
  if (environment !== undefined) return environmentOf(config, environment);
  const { worlds } = await parts.practiceNames();
  const cluster = worlds.find(({ id }) => id === world)?.cluster;
  return config.environments.find(({ values }) => values['cluster'] === cluster) ?? environmentOf(config, undefined);
}
