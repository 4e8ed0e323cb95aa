import type { Static } from 'typebox';
import { Type } from '#domain/type.ts';
import { shape } from '../shape/shape.ts';
import { closed, duration, kebab, oneOf, plain } from '../shape/words.ts';
import { expect } from './expect.ts';
import { doings, moments, stepId } from './words.ts';

const answer = Type.Object(
  {
    option: Type.Optional(kebab('Of `choose`: the id of the option.')),
    fields: Type.Optional(
      Type.Record(Type.String(), Type.Unknown(), {
        title: 'a mapping of fields',
        description: 'Of `done`: what the step asks for, by name.',
      }),
    ),
    note: Type.Optional(plain('Why, where a reason is asked.')),
  },
  { title: 'what the answer carries', description: 'An option, fields, a note.', ...closed },
);

const doing = Type.Object(
  {
    who: plain('A person, by name.'),
    does: oneOf([...doings], 'What this person does; `nothing` leaves the card to itself.'),
    at: Type.Union([stepId('At which step.'), Type.Enum(['*'], { type: 'string' })], {
      title: 'the id of a step, or "*" for any',
      description: 'At which step; "*" is any, once for every card.',
    }),
    when: Type.Optional(oneOf([...moments], 'Of `stop`: not at a card, but as soon as the step is there.')),
    after: Type.Optional(duration('How long after the card was raised; at once if nothing is said.')),
    with: Type.Optional(answer),
  },
  { title: 'something a person does', ...closed },
);

const fault = Type.Object(
  {
    at: stepId('At which step it strikes.'),
    when: oneOf([...moments], 'How far the step is then; the first time that it gets there.'),
    do: kebab('A fault, or a change of the world.'),
    on: Type.Optional(
      plain('The service or parameter that it happens to, by name; what the step changes if nothing is said.'),
    ),
  },
  { title: 'a fault', ...closed },
);

const test = Type.Object(
  {
    name: plain('A sentence that is true if the test passes.'),
    as: plain('Who starts the run, by name.'),
    environment: kebab('Where it runs: an entry of stepward.yml.'),
    reason: Type.Optional(plain('Why now; "test" if nothing is said.')),
    inputs: Type.Optional(
      Type.Record(Type.String(), Type.Unknown(), {
        title: 'a mapping of inputs',
        description: 'As the form would give them; a secret is a canary if nothing is said.',
      }),
    ),
    people: Type.Optional(Type.Array(doing, { title: 'a list of people', description: 'Who does what, and when.' })),
    faults: Type.Optional(Type.Array(fault, { title: 'a list of faults', description: 'What goes wrong, and when.' })),
    expect,
  },
  { title: 'a test', ...closed },
);

export const tests = shape(
  Type.Object(
    {
      runbook: kebab('Id of the runbook that is tested.'),
      world: kebab('The practice world that each test begins in, by name.'),
      tests: Type.Array(test, { title: 'a list of tests', description: 'Each in a world of its own.', minItems: 1 }),
    },
    { title: 'a file of tests', ...closed },
  ),
);

export type RawTests = Static<typeof tests.schema>;
export type RawTest = Static<typeof test>;
export type RawDoing = Static<typeof doing>;
export type RawFault = Static<typeof fault>;
