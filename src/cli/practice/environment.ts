import type { Config, Environment } from '#domain/config.ts';
import { usage } from '../command.ts';

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
