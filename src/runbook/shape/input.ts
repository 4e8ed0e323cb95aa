import type { Static } from 'typebox';
import { Type } from '#domain/type.ts';
import { shape } from './shape.ts';
import { closed, count, flag, oneOf, plain, values } from './words.ts';

const scalars = ['string', 'integer', 'number', 'boolean'] as const;
const limit = (description: string) => Type.Number({ title: 'a number', description });
const size = (description: string) => count(description, 0, 10_000);

const words = {
  type: oneOf([...scalars, 'array'], 'What kind of value it is.'),
  items: Type.Optional(oneOf([...scalars], 'What an array holds; strings if nothing is said.')),
  title: Type.Optional(plain('The label on the form; the name if there is none.')),
  description: Type.Optional(plain('The hint below the field.')),
  enum: Type.Optional(
    Type.Array(Type.Unknown(), {
      title: 'a list of values',
      description: 'The only values that are accepted.',
      minItems: 1,
      maxItems: 100,
    }),
  ),
  default: Type.Optional(
    Type.Unknown({ description: `Stands in the form already. May hold \${{ expressions }} over environment.` }),
  ),
  required: Type.Optional(flag('Whether it has to be given; true unless there is a default.')),
  pattern: Type.Optional(plain('A regular expression that the whole text must match.')),
  min: Type.Optional(limit('The smallest number.')),
  max: Type.Optional(limit('The largest number.')),
  min_length: Type.Optional(size('The shortest text or list.')),
  max_length: Type.Optional(size('The longest text or list.')),
};

/** What is asked before a run starts. */
export const input = shape(
  Type.Object(
    {
      ...words,
      from: Type.Optional(plain('What its choices are read from, such as `ecs.services`.')),
      with: Type.Optional(values(`What \`from\` needs to know. May hold \${{ expressions }} over environment.`)),
      secret: Type.Optional(
        flag('Never asked for in Slack, never shown; it fills a whole value of an action that takes secrets.'),
      ),
    },
    { title: 'an input', ...closed },
  ),
);

/** What is asked when a manual step is done. */
export const field = shape(Type.Object(words, { title: 'a field', ...closed }));

export type RawInput = Static<typeof input.schema>;
