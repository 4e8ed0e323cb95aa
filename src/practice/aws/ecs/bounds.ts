import type { Service } from './model.ts';

/** Tasks that the deployment's percentages allow: ECS rounds the minimum up and the maximum down. */
export function bounds({ desired, configuration }: Service): { minimum: number; maximum: number } {
  // Where traffic is shifted, all of the new tasks run beside all of the old ones.
  if (configuration.strategy !== 'ROLLING') return { minimum: desired, maximum: 2 * desired };
  return {
    minimum: Math.ceil((desired * configuration.minimumHealthyPercent) / 100),
    maximum: Math.floor((desired * configuration.maximumPercent) / 100),
  };
}
