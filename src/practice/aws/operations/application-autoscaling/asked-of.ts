import type { JsonObject } from '#domain/json.ts';
import { dimension } from '../../application-autoscaling/model.ts';
import { text } from '../../params.ts';
import { refusal } from '../../refusal.ts';

export const validation = (message: string) => refusal('ValidationException', message);

/** Only counts of ECS services are scaled here. */
export function checkAsked(params: JsonObject): void {
  if (text(params, 'ServiceNamespace') !== 'ecs') throw validation('Unsupported service namespace.');
  if ((text(params, 'ScalableDimension') ?? dimension) !== dimension)
    throw validation('Unsupported scalable dimension.');
}
