import type { JsonObject } from '#domain/json.ts';

/** How a service's deployments go, as DescribeServices shows it. Types and not interfaces, because it is answered as it is. */
export type DeploymentConfiguration = {
  readonly minimumHealthyPercent: number;
  readonly maximumPercent: number;
  readonly deploymentCircuitBreaker: CircuitBreaker;
  readonly strategy: Strategy;
  readonly alarms?: DeploymentAlarms;
  readonly bakeTimeInMinutes?: number;
  readonly lifecycleHooks?: readonly LifecycleHook[];
  readonly linearConfiguration?: { readonly stepPercent: number; readonly stepBakeTimeInMinutes: number };
  readonly canaryConfiguration?: { readonly canaryPercent: number; readonly canaryBakeTimeInMinutes: number };
  readonly earlySuccessCriteria?: EarlySuccess;
};

export type Strategy = 'ROLLING' | 'BLUE_GREEN' | 'LINEAR' | 'CANARY';

export type CircuitBreaker = {
  readonly enable: boolean;
  readonly rollback: boolean;
  /** Whether a task that becomes healthy ends a row of failures; it does where nothing is said. */
  readonly resetOnHealthyTask?: boolean;
  readonly thresholdConfiguration?: Threshold;
};

export type Threshold = {
  readonly type: 'BOUNDED_PERCENT' | 'UNBOUNDED_PERCENT' | 'COUNT';
  readonly value: number;
};

export type DeploymentAlarms = {
  readonly alarmNames: readonly string[];
  readonly enable: boolean;
  readonly rollback: boolean;
};

export type LifecycleHook = {
  readonly targetType: 'AWS_LAMBDA' | 'PAUSE';
  readonly hookTargetArn?: string;
  readonly roleArn?: string;
  readonly lifecycleStages: readonly string[];
  readonly timeoutConfiguration: { readonly timeoutInMinutes: number; readonly action: HookAction };
};

export type HookAction = 'CONTINUE' | 'ROLLBACK';

export type EarlySuccess = {
  readonly enable: boolean;
  readonly healthyPercent: number;
  readonly sourceServiceRevisionCleanup: 'BLOCKING' | 'DEFERRED';
};

/** Members of a service that are shown as they were given. */
export type ServiceOptions = {
  readonly enableExecuteCommand: boolean;
  readonly propagateTags: 'NONE' | 'SERVICE' | 'TASK_DEFINITION';
  readonly availabilityZoneRebalancing: 'ENABLED' | 'DISABLED';
  readonly capacityProviderStrategy: readonly JsonObject[];
};
