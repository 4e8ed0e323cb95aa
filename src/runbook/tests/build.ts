import { parseDuration } from '#domain/duration.ts';
import type { JsonObject } from '#domain/json.ts';
import { optional } from '../optional.ts';
import type { RawExpect } from './expect.ts';
import type { RawDoing, RawFault, RawTest, RawTests } from './shape.ts';
import type { Entry, Expect, Strike, Test, Tests } from './tests.ts';

/** A text without findings → the tests it means. */
export const buildTests = ({ runbook, world, tests }: RawTests): Tests => ({
  runbook,
  world,
  tests: tests.map(buildTest),
});

const buildTest = ({ name, as, environment, reason = 'test', ...raw }: RawTest): Test => ({
  name,
  as,
  environment,
  reason,
  inputs: (raw.inputs ?? {}) as JsonObject,
  people: (raw.people ?? []).map(buildEntry),
  faults: (raw.faults ?? []).map(buildStrike),
  expect: buildExpect(raw.expect),
});

const buildEntry = ({ who, does, at, when, after, with: { fields, ...more } = {} }: RawDoing): Entry => ({
  who,
  does,
  at,
  ...optional('when', when),
  after: duration(after) ?? 0,
  ...more,
  ...optional('fields', fields as JsonObject | undefined),
});

const buildStrike = ({ do: fault, ...more }: RawFault): Strike => ({ fault, ...more });

const buildExpect = ({ calls, asked, duration: long, ...same }: RawExpect): Expect => ({
  ...same,
  ...optional(
    'calls',
    calls?.map((call) => [call].flat()),
  ),
  ...optional(
    'asked',
    asked?.map(({ step, of }) => ({ step, of: [of].flat() })),
  ),
  ...optional(
    'duration',
    long && { ...optional('atLeast', duration(long.at_least)), ...optional('atMost', duration(long.at_most)) },
  ),
});

const duration = (text: string | undefined): number | undefined =>
  text === undefined ? undefined : parseDuration(text);
