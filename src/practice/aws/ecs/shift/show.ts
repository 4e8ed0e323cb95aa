import type { JsonObject } from '#domain/json.ts';
import type { ServiceDeployment } from '../model.ts';
import { seconds } from '../show-service.ts';
import type { Hook } from './model.ts';

/** Weights of the new revision and of the old ones; what was rolled back has none. */
export function showWeights({ shift, status }: ServiceDeployment, side: 'target' | 'source'): JsonObject {
  if (!shift) return {};
  const { test = 0, production = 0 } = status.startsWith('ROLLBACK') ? {} : (shift.stages[shift.at] ?? {});
  const weight = (percent: number): number => (side === 'target' ? percent : 100 - percent);
  return { requestedTestTrafficWeight: weight(test), requestedProductionTrafficWeight: weight(production) };
}

export function showShift({ shift }: ServiceDeployment): JsonObject {
  const stage = shift?.stages[shift.at];
  if (!shift || !stage) return {};
  return { lifecycleStage: stage.name, lifecycleHookDetails: shift.hooks.map(showHook) };
}

const showHook = ({ id, targetType, targetArn, expiresAt, timeoutAction, status }: Hook): JsonObject => ({
  hookId: id,
  targetType,
  ...(targetArn !== undefined && { targetArn }),
  status,
  expiresAt: seconds(expiresAt),
  timeoutAction,
});
