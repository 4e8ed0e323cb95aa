import { Type } from '#domain/type.ts';
import { count, expression, oneOf, snake, template } from './words.ts';

/** The keys of every step. */
export const every = {
  id: snake('The name of this step in expressions, in history and on cards.'),
  title: Type.Optional(template('What people read; the id if there is none.')),
  if: Type.Optional(expression('The step is skipped where this is false.')),
  on_failure: Type.Optional(
    oneOf(
      ['ask', 'rollback', 'stop', 'continue'],
      'What follows when the step was tried and failed; `ask` if nothing is said. What a step around others says holds for those in it.',
    ),
  ),
};

/** The keys of steps that can be repeated. */
export const repeat = {
  for_each: Type.Optional(
    Type.Union([expression('Gives the list.'), Type.Array(Type.Unknown(), { title: 'a list' })], {
      title: `a list, or one \${{ expression }} that gives one`,
      description: 'Runs once for each; `item` and `index` are in scope.',
    }),
  ),
  max: Type.Optional(count('The longest list that is accepted; 20 if nothing is said.', 1, 100)),
  max_parallel: Type.Optional(count('How many run side by side; 1 if nothing is said.', 1, 10)),
};
