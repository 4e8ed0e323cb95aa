import type { Task } from '../ports.ts';

/** What is remembered of a service before a deployment is started, so that the deployment can be proven. */
export interface Rollout {
  readonly cluster: string;
  readonly service: string;
  /** Id of the deployment that was PRIMARY. */
  readonly primary: string;
  /** ARN of what the deployment that we start is to run. */
  readonly taskDefinition: string;
  /** Whether its tasks have a health check. */
  readonly checked: boolean;
  /** `container digest` of what its tasks are to run; none where that is not known. */
  readonly images: readonly string[];
}

/** `container digest` of each image these tasks run, once. */
export function imagesOf(tasks: readonly Pick<Task, 'containers'>[]): string[] {
  const images = tasks.flatMap(({ containers }) =>
    containers.flatMap(({ name, imageDigest }) => (imageDigest === undefined ? [] : [`${name} ${imageDigest}`])),
  );
  return [...new Set(images)].sort();
}
