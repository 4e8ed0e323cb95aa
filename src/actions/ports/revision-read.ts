import type { JsonObject } from '#domain/json.ts';
import type { ServiceDeploymentState } from './service-deployment.ts';

/** A task definition as ECS answered it. It may hold values of environment variables: never hand it on whole. */
export interface Definition {
  readonly raw: JsonObject;
  readonly tags: readonly { readonly key: string; readonly value: string }[];
  /** Paths of what ECS sent and the SDK does not know, so that it would be lost on the way back: `containerDefinitions.0.newThing`. */
  readonly unknown: readonly string[];
}

/** What a service was set to by one deployment. https://docs.aws.amazon.com/AmazonECS/latest/developerguide/service-revision.html */
export interface ServiceRevision {
  readonly arn: string;
  readonly createdAt: number;
  /** ARN. */
  readonly taskDefinition: string;
  /** What each container's image was when it was deployed; ECS does not record a digest of a service whose desired count was 0. */
  readonly images: readonly { readonly container: string; readonly image: string; readonly digest?: string }[];
  /** The rest of it, as ECS tells it: network, load balancers, registries, … */
  readonly settings: JsonObject;
}

export interface RevisionRead {
  /** One exact revision, also an INACTIVE one; undefined where there is none of it. */
  definition(arn: string): Promise<Definition | undefined>;
  /**
   * The revision that the service runs, then those of earlier deployments that succeeded, newest first, each once; at most 20.
   * Empty for a service that has not been deployed since October 2024. ECS keeps them for 90 days.
   */
  revisions(cluster: string, service: string): Promise<readonly ServiceRevision[]>;
  /** By the ARN that a service names; undefined where there is none of it. */
  serviceDeployment(arn: string): Promise<ServiceDeploymentState | undefined>;
}
