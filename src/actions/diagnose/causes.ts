import type { Cause } from './cause.ts';
import { configError } from './causes/config-error.ts';
import { dependencyDown } from './causes/dependency-down.ts';
import { deploymentArithmetic } from './causes/deployment-arithmetic.ts';
import { hang } from './causes/hang.ts';
import { healthCheckFails } from './causes/health-check-fails.ts';
import { hookFailed, hookPaused } from './causes/hook.ts';
import { hostPortTaken } from './causes/host-port-taken.ts';
import { imageMissing } from './causes/image-missing.ts';
import { noCapacity } from './causes/no-capacity.ts';
import { oldTasksLeft } from './causes/old-tasks-left.ts';
import { outOfMemory } from './causes/out-of-memory.ts';
import { secretDenied, secretUnreachable, secretWrong } from './causes/secret.ts';
import { slowStart } from './causes/slow-start.ts';
import { targetUnhealthy } from './causes/target-unhealthy.ts';
import { toolMissing } from './causes/tool-missing.ts';
import { wrongArchitecture } from './causes/wrong-architecture.ts';

/** In this order the first that is found is told: the plainer its evidence, the earlier. */
export const causes: readonly Cause[] = [
  toolMissing,
  slowStart,
  dependencyDown,
  targetUnhealthy,
  wrongArchitecture,
  outOfMemory,
  configError,
  secretDenied,
  secretUnreachable,
  secretWrong,
  imageMissing,
  hostPortTaken,
  deploymentArithmetic,
  noCapacity,
  hookFailed,
  hookPaused,
  oldTasksLeft,
  hang,
  healthCheckFails,
];
