import type { Static } from 'typebox';
import { parseDuration } from '#domain/duration.ts';
import { isObject, type JsonObject } from '#domain/json.ts';
import { Type } from '#domain/type.ts';
import { nameOf, withMember } from './content.ts';

const seconds = (description: string) => Type.Optional(Type.String({ pattern: '^\\d+(s|m)$', description }));

/** Ranges and defaults are those of https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_HealthCheck.html */
const check = Type.Object(
  {
    command: Type.Optional(
      Type.Array(Type.String({ minLength: 1 }), {
        minItems: 1,
        description: '`CMD` and words, or `CMD-SHELL` and one line; without it, what is not said stays as it is.',
      }),
    ),
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

type Wanted = Static<typeof healthCheckInput> | undefined;

const unsaid = { interval: 30, timeout: 5, retries: 3 };

const checkOf = ({ healthCheck }: JsonObject): JsonObject | undefined =>
  isObject(healthCheck) ? (healthCheck as JsonObject) : undefined;

const member = (name: string, duration: string | undefined): JsonObject =>
  duration === undefined ? {} : { [name]: parseDuration(duration) / 1_000 };

/** Without a command the check that the container has is changed, so it must have one. */
export function refuseHealthCheck(container: JsonObject, wanted: Wanted): string | undefined {
  if (wanted === undefined || wanted === 'none' || wanted.command || checkOf(container)) return undefined;
  return `${nameOf(container)} has no health check that could be changed: say its command.`;
}

export function setHealthCheck(container: JsonObject, wanted: Wanted): JsonObject {
  if (wanted === undefined) return container;
  if (wanted === 'none') return withMember(container, 'healthCheck', undefined);
  const { command, interval, timeout, retries, start_period } = wanted;
  const healthCheck = {
    ...(command ? { command, ...unsaid } : checkOf(container)),
    ...member('interval', interval),
    ...member('timeout', timeout),
    ...(retries === undefined ? {} : { retries }),
    ...member('startPeriod', start_period),
  };
  return { ...container, healthCheck };
}
