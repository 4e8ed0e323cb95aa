import Type, { type Static } from 'typebox';
import { stepApprove } from './approve.ts';
import { type Shape, shape } from './shape.ts';
import { closed, count, duration, expression, groupNames, oneOf, plain, snake, template } from './words.ts';

const every = {
  id: snake('The name of this step in expressions, in history and on cards.'),
  title: Type.Optional(template('What people read; the id if there is none.')),
  if: Type.Optional(expression('The step is skipped where this is false.')),
  on_failure: Type.Optional(
    oneOf(['ask', 'stop', 'continue'], 'What follows when the step was tried and failed; `ask` if nothing is said.'),
  ),
};

const values = (description: string) =>
  Type.Record(Type.String(), Type.Unknown(), { title: 'a mapping of inputs', description });

const repeat = {
  for_each: Type.Optional(
    Type.Union([expression('Gives the list.'), Type.Array(Type.Unknown(), { title: 'a list' })], {
      title: `a list, or one \${{ expression }} that gives one`,
      description: 'Runs once for each; `item` and `index` are in scope.',
    }),
  ),
  max: Type.Optional(count('The longest list that is accepted; 20 if nothing is said.', 1, 100)),
  max_parallel: Type.Optional(count('How many run side by side; 1 if nothing is said.', 1, 10)),
};

const checking = {
  check: plain('What is read, such as `ecs.services-healthy`.'),
  with: Type.Optional(values('What the check needs to know.')),
  within: Type.Optional(duration('Reads until it holds or this time is up; read once if nothing is said.')),
  expect: Type.Optional(expression("True or false over `outputs`; replaces the check's own verdict.")),
};

export const verifyCheck = Type.Object(checking, { title: 'a check', ...closed });

const action = Type.Object(
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
    timeout: Type.Optional(duration('From the first request to the last verify; asking does not count.')),
    approve: Type.Optional(stepApprove),
    ...repeat,
  },
  { title: 'a step that changes something', ...closed },
);

const check = Type.Object({ ...every, ...checking, ...repeat }, { title: 'a step that reads', ...closed });

const wait = Type.Object(
  { ...every, wait: duration('A pause that survives a restart.') },
  { title: 'a pause', ...closed },
);

const manual = Type.Object(
  {
    ...every,
    manual: template('What a person does, in Markdown.'),
    assign: Type.Optional(groupNames('Who may do it; who may start the runbook if nothing is said.')),
    remind: Type.Optional(duration('Mentions them again after this time.')),
    timeout: Type.Optional(duration('How long it may take; 4h if nothing is said.')),
  },
  { title: 'a step that a person does', ...closed },
);

const members = Type.Array(Type.Unknown(), { title: 'a list of steps', description: 'These, in order.', minItems: 1 });

const group = Type.Object(
  { ...every, steps: members, approve: Type.Optional(stepApprove) },
  { title: 'a group of steps', ...closed },
);

export type RawAction = Static<typeof action>;
export type RawCheck = Static<typeof check>;
export type RawVerify = Static<typeof verifyCheck>;
export type RawWait = Static<typeof wait>;
export type RawManual = Static<typeof manual>;
export type RawGroup = Omit<Static<typeof group>, 'steps'> & { readonly steps: readonly RawStep[] };
export type RawStep = RawAction | RawCheck | RawWait | RawManual | RawGroup;

/** By the key that says what a step is. */
export const stepShapes = {
  action: shape(action, ['undo', 'verified_by', 'rollback']),
  check: shape(check, ['rollback']),
  wait: shape(wait, ['rollback']),
  manual: shape(manual, ['fields', 'rollback']),
  steps: shape(group, ['for_each', 'max', 'max_parallel', 'undo', 'rollback']),
} satisfies Record<string, Shape>;

export type StepKey = keyof typeof stepShapes;
export const stepKeys = Object.keys(stepShapes) as readonly StepKey[];

/** Steps of later versions, by the key that says what they are. */
export const laterStepKeys: readonly string[] = ['choose', 'parallel', 'runbook', 'notify'];
