import type { Static } from 'typebox';
import { Type } from '#domain/type.ts';
import { closed, count, duration, kebab, oneOf, plain } from '../shape/words.ts';
import { doings, offers, stepId } from './words.ts';

const groups = Type.Union([kebab('A group.'), Type.Array(kebab('A group.'), { minItems: 1 })], {
  title: 'a group, or a list of them',
  description: 'Of whom.',
});

const asked = Type.Object(
  { step: stepId('Which step asks.'), of: groups },
  { title: 'a step and whom it asks', ...closed },
);

const held = Type.Object(
  {
    step: stepId('Which step is held.'),
    why: Type.Optional(
      oneOf(['failed', 'refused', 'expired', 'timed-out', 'superseded', 'unclear'], 'Why it waits for somebody.'),
    ),
    saying: Type.Optional(plain('Part of the cause, as the card says it.')),
    offers: Type.Optional(
      Type.Array(oneOf([...offers], 'What somebody may do.'), {
        title: 'a list of what somebody may do',
        description: 'All that the card offers, in any order.',
      }),
    ),
  },
  { title: 'a step that is held', ...closed },
);

const refused = Type.Object(
  {
    who: plain('Who is refused.'),
    does: Type.Optional(oneOf([...doings, 'start'], 'What is refused.')),
    at: Type.Optional(stepId('At which step.')),
    saying: Type.Optional(plain('Part of what this person is told.')),
  },
  { title: 'something that is refused', ...closed },
);

const call = plain('An operation and what it is called for: `StopTask kafka`.');

const serviceState = Type.Object(
  {
    status: Type.Optional(oneOf(['ok', 'rolling', 'loop', 'down', 'degraded'], 'What the service is like.')),
    desired: Type.Optional(count('Tasks that there shall be.', 0, 10_000)),
    running: Type.Optional(count('Tasks that run.', 0, 10_000)),
    task_definition: Type.Optional(plain('`family:revision`.')),
  },
  { title: 'a service', ...closed, minProperties: 1 },
);

const parameterState = Type.Object(
  {
    version: Type.Optional(count('The newest version.', 1, 1_000_000)),
    labels: Type.Optional(Type.Array(plain('A label.'), { description: 'Of the newest version, in any order.' })),
  },
  { title: 'a parameter', ...closed, minProperties: 1 },
);

const world = Type.Object(
  {
    services: Type.Optional(
      Type.Record(Type.String(), serviceState, { title: 'a mapping of services', description: 'By name.' }),
    ),
    parameters: Type.Optional(
      Type.Record(Type.String(), parameterState, { title: 'a mapping of parameters', description: 'By name.' }),
    ),
  },
  { title: 'the account in the end', description: 'What the account is like in the end.', ...closed, minProperties: 1 },
);

/** What a test says of the run and of the account after it; whatever it does not name may be anything. */
export const expect = Type.Object(
  {
    outcome: Type.Optional(
      oneOf(['succeeded', 'failed', 'stopped', 'rolled-back', 'not-started'], 'How the run ends.'),
    ),
    calls: Type.Optional(
      Type.Array(
        Type.Union([call, Type.Array(call, { minItems: 1 })], { title: 'a call, or a list of them in any order' }),
        {
          title: 'a list of calls',
          description: 'The writes that took effect, in order; those of an inner list in any order.',
        },
      ),
    ),
    writes: Type.Optional(count('How many writes took effect.', 0, 10_000)),
    asked: Type.Optional(
      Type.Array(asked, { title: 'a list of { step, of }', description: 'Who was asked, in order.' }),
    ),
    held: Type.Optional(
      Type.Array(held, { title: 'a list of { step }', description: 'What was held for a person, in order.' }),
    ),
    refused: Type.Optional(
      Type.Array(refused, { title: 'a list of { who }', description: 'What was refused, in order.' }),
    ),
    steps: Type.Optional(
      Type.Record(Type.String(), oneOf(['passed', 'skipped', 'failed', 'halted', 'not-run'], 'How it ended.'), {
        title: 'a mapping of steps',
        description: 'How steps ended, by id.',
      }),
    ),
    duration: Type.Optional(
      Type.Object(
        {
          at_least: Type.Optional(duration('Not less than this.')),
          at_most: Type.Optional(duration('Not more than this.')),
        },
        { title: 'a duration', description: 'How long the run takes.', ...closed, minProperties: 1 },
      ),
    ),
    world: Type.Optional(world),
  },
  { title: 'what is expected', description: 'What is expected of the run.', ...closed, minProperties: 1 },
);

export type RawExpect = Static<typeof expect>;
