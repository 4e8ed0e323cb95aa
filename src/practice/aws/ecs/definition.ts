import type { JsonObject } from '#domain/json.ts';

export interface TaskDefinition {
  readonly arn: string;
  readonly family: string;
  readonly revision: number;
  readonly networkMode: string;
  /** `X86_64` or `ARM64`. */
  readonly architecture: string;
  readonly containers: readonly ContainerDefinition[];
  /** Everything that was registered, with ECS's defaults filled in. */
  readonly registered: JsonObject;
  readonly registeredAt: number;
  readonly registeredBy: string;
  /** Since then it is INACTIVE: it can be described, and nothing new can be started from it. */
  deregisteredAt?: number;
  tags: JsonObject[];
}

/** The members that change what happens; the others are kept in `registered`. */
export interface ContainerDefinition {
  readonly name: string;
  readonly image: string;
  readonly essential: boolean;
  readonly memory?: number;
  readonly portMappings: readonly { readonly containerPort: number; readonly hostPort?: number }[];
  readonly dependsOn?: readonly Dependency[];
  readonly healthCheck?: HealthCheck;
  readonly command?: readonly string[];
  readonly environment?: readonly { readonly name: string; readonly value: string }[];
  readonly secrets?: readonly { readonly name: string; readonly valueFrom: string }[];
  readonly logConfiguration?: { readonly options?: Readonly<Record<string, string>> };
  readonly startTimeout?: number;
  readonly stopTimeout?: number;
}

export interface Dependency {
  readonly containerName: string;
  readonly condition: 'START' | 'COMPLETE' | 'SUCCESS' | 'HEALTHY';
}

/** Seconds. */
export interface HealthCheck {
  readonly command: readonly string[];
  readonly interval: number;
  readonly timeout: number;
  readonly retries: number;
  readonly startPeriod: number;
}
