import type { Static } from 'typebox';
import { parseDuration } from '#domain/duration.ts';
import type { JsonObject } from '#domain/json.ts';
import { Type } from '#domain/type.ts';
import { withMember } from './content.ts';

const seconds = (description: string) => Type.Optional(Type.String({ pattern: '^\\d+(s|m)$', description }));

/** Ranges and defaults are those of https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_HealthCheck.html */
const check = Type.Object(
  {
    command: Type.Array(Type.String({ minLength: 1 }), {
      minItems: 1,
      description: '`CMD` and words, or `CMD-SHELL` and one line.',
    }),
    interval: seconds('Between two tries, 5s to 300s; 30s by default.'),
    timeout: seconds('How long one may take, 2s to 60s; 5s by default.'),
    retries: Type.Optional(Type.Integer({ minimum: 1, maximum: 10, description: '3 by default.' })),
    start_period: seconds('In which a failure does not count, up to 300s; none by default.'),
  },
  { additionalProperties: false },
);

export const healthCheckInput = Type.Union([check, Type.Enum(['none'])], {
  description: 'How ECS finds out that the container is healthy; `none` takes the check away.',
});

const inSeconds = (duration: string): number => parseDuration(duration) / 1_000;

export function setHealthCheck(container: JsonObject, wanted: Static<typeof healthCheckInput> | undefined): JsonObject {
  if (wanted === undefined) return container;
  if (wanted === 'none') return withMember(container, 'healthCheck', undefined);
  const { command, interval = '30s', timeout = '5s', retries = 3, start_period } = wanted;
  const healthCheck = {
    command,
    interval: inSeconds(interval),
    timeout: inSeconds(timeout),
    retries,
    ...(start_period === undefined ? {} : { startPeriod: inSeconds(start_period) }),
  };
  return { ...container, healthCheck };
}
