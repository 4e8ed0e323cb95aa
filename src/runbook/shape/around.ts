import { Type } from '#domain/type.ts';
import { stepApprove } from './approve.ts';
import { every, repeat } from './every.ts';
import { closed, count, kebab, kebabKeys, listOfSteps, values } from './words.ts';

export const group = Type.Object(
  { ...every, steps: listOfSteps('These, in order.', 1), approve: Type.Optional(stepApprove), ...repeat },
  { title: 'a group of steps', ...closed },
);

export const parallel = Type.Object(
  {
    ...every,
    parallel: Type.Record(Type.String(), listOfSteps('The steps of a branch, in order.', 1), {
      title: 'a mapping of branches',
      description: 'Done side by side; goes on when all have ended.',
      minProperties: 1,
      maxProperties: 20,
      ...kebabKeys('A branch.'),
    }),
    max_parallel: Type.Optional(
      count('How many branches run side by side; all, but at most 10, if nothing is said.', 1, 10),
    ),
    approve: Type.Optional(stepApprove),
  },
  { title: 'a step with branches', ...closed },
);

export const inlined = Type.Object(
  {
    ...every,
    runbook: kebab('The id of another runbook, whose steps are done here.'),
    with: Type.Optional(values('Its inputs.')),
  },
  { title: 'a step that inlines a runbook', ...closed },
);
