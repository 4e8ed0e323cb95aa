import type { Service } from './model.ts';

/** Tasks that the deployment's percentages allow: ECS rounds the minimum up and the maximum down. */
export function bounds({ desired, configuration }: Service): { minimum: number; maximum: number } {
  return {
    minimum: Math.ceil((desired * configuration.minimumHealthyPercent) / 100),
    maximum: Math.floor((desired * configuration.maximumPercent) / 100),
  };
}
