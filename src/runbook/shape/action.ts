import { Type } from '#domain/type.ts';
import { stepApprove } from './approve.ts';
import { verifyCheck } from './check.ts';
import { every, repeat } from './every.ts';
import { closed, duration, listOfSteps, plain, snake, template, values } from './words.ts';

const undoForms = 'auto, { none: <reason> } or { steps: [...] }';

const undo = Type.Union(
  [
    Type.Enum(['auto'], { type: 'string', title: undoForms, description: "The action's own undo." }),
    Type.Object(
      {
        none: Type.Optional(plain('Why nothing puts it back; it stands on the card of the roll back.')),
        steps: Type.Optional(listOfSteps("Run in place of the action's own undo, in its turn.", 1)),
      },
      { title: undoForms, ...closed, minProperties: 1, maxProperties: 1 },
    ),
  ],
  { title: undoForms, description: 'What puts it back when the run is rolled back; `auto` if nothing is said.' },
);

export const action = Type.Object(
  {
    ...every,
    action: plain('What is done, such as `ecs.restart-service`. It is planned, asked for, applied and verified.'),
    with: Type.Optional(values('What the action needs to know.')),
    impact: Type.Optional(template('What users will notice; first on the card.')),
    verify: Type.Optional(
      Type.Array(verifyCheck, {
        title: 'a list of checks',
        description: 'Must hold after the action, one after another.',
      }),
    ),
    settle: Type.Optional(duration('How long it must stay well, from when the change was complete.')),
    verified_by: Type.Optional(
      snake('A later check step that proves it, in place of `verify` and `settle`: it passes when it is applied.'),
    ),
    undo: Type.Optional(undo),
    timeout: Type.Optional(duration('From the first request to the last verify; asking does not count.')),
    approve: Type.Optional(stepApprove),
    ...repeat,
  },
  { title: 'a step that changes something', ...closed },
);
