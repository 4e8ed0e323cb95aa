import Type, { type Static } from 'typebox';
import { stepApprove } from './approve.ts';
import type { RawInput } from './input.ts';
import { shape } from './shape.ts';
import {
  closed,
  count,
  duration,
  expression,
  groupNames,
  kebab,
  kebabKeys,
  listOfSteps,
  oneOf,
  plain,
  slackId,
  snake,
  snakeKeys,
  template,
  values,
} from './words.ts';

const every = {
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

const check = Type.Object({ ...every, ...checking, ...repeat }, { title: 'a step that reads', ...closed });

const wait = Type.Object(
  { ...every, wait: duration('A pause that survives a restart.') },
  { title: 'a pause', ...closed },
);

const manual = Type.Object(
  {
    ...every,
    manual: template('What a person does, in Markdown.'),
    fields: Type.Optional(
      Type.Record(Type.String(), Type.Unknown(), {
        title: 'a mapping of fields',
        description: 'Asked of whoever says that it is done; they are the outputs of the step.',
        ...snakeKeys,
      }),
    ),
    assign: Type.Optional(groupNames('Who may do it; who may start the runbook if nothing is said.')),
    remind: Type.Optional(duration('Mentions them again after this time.')),
    timeout: Type.Optional(duration('How long it may take; 4h if nothing is said.')),
  },
  { title: 'a step that a person does', ...closed },
);

const option = Type.Object(
  {
    id: kebab('What `steps.<id>.outputs.option` is when it was chosen.'),
    label: template('What stands on the button.'),
    description: Type.Optional(template('What it means.')),
    if: Type.Optional(expression('It is not offered where this is false.')),
    steps: Type.Optional(listOfSteps('Done when it was chosen; of an empty list nothing is.', 0)),
    end: Type.Optional(oneOf(['stopped', 'succeeded'], 'The run ends here; `finally` runs all the same.')),
  },
  { title: 'an option', ...closed },
);

const choose = Type.Object(
  {
    ...every,
    choose: Type.Object(
      {
        question: template('What a person decides.'),
        suggest: Type.Optional(template('The id of the option that is shown first.')),
        options: Type.Array(option, {
          title: 'a list of options',
          description: 'One of these.',
          minItems: 2,
          maxItems: 10,
        }),
      },
      { title: 'a choice', description: 'A person picks one of several ways on.', ...closed },
    ),
    assign: Type.Optional(groupNames('Who may choose; who may start the runbook if nothing is said.')),
    timeout: Type.Optional(duration('How long it may take; 4h if nothing is said.')),
  },
  { title: 'a step that a person chooses from', ...closed },
);

const group = Type.Object(
  { ...every, steps: listOfSteps('These, in order.', 1), approve: Type.Optional(stepApprove), ...repeat },
  { title: 'a group of steps', ...closed },
);

const parallel = Type.Object(
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

const inlined = Type.Object(
  {
    ...every,
    runbook: kebab('The id of another runbook, whose steps are done here.'),
    with: Type.Optional(values('Its inputs.')),
  },
  { title: 'a step that inlines a runbook', ...closed },
);

const notify = Type.Object(
  {
    ...every,
    notify: Type.Object(
      {
        channel: slackId('[CG]', 'the id of a Slack channel such as C0PRODOPS', 'Where it is posted.'),
        text: template('What is posted, in Markdown.'),
      },
      { title: 'a message', description: 'A message to a channel.', ...closed },
    ),
  },
  { title: 'a step that posts a message', ...closed },
);

export type RawAction = Omit<Static<typeof action>, 'undo'> & { readonly undo?: RawUndo };
export type RawUndo = 'auto' | { readonly none?: string; readonly steps?: readonly RawStep[] };
export type RawCheck = Static<typeof check>;
export type RawVerify = Static<typeof verifyCheck>;
export type RawWait = Static<typeof wait>;
export type RawManual = Omit<Static<typeof manual>, 'fields'> & {
  readonly fields?: Readonly<Record<string, RawInput>>;
};
export type RawOption = Omit<Static<typeof option>, 'steps'> & { readonly steps?: readonly RawStep[] };
export type RawChoose = Omit<Static<typeof choose>, 'choose'> & {
  readonly choose: Omit<Static<typeof choose>['choose'], 'options'> & { readonly options: readonly RawOption[] };
};
export type RawGroup = Omit<Static<typeof group>, 'steps'> & { readonly steps: readonly RawStep[] };
export type RawParallel = Omit<Static<typeof parallel>, 'parallel'> & {
  readonly parallel: Readonly<Record<string, readonly RawStep[]>>;
};
export type RawInlined = Static<typeof inlined>;
export type RawNotify = Static<typeof notify>;
export type RawStep =
  | RawAction
  | RawCheck
  | RawWait
  | RawManual
  | RawChoose
  | RawGroup
  | RawParallel
  | RawInlined
  | RawNotify;

/** By the key that says what a step is. */
export const stepShapes = {
  action: shape(action),
  check: shape(check),
  wait: shape(wait),
  manual: shape(manual),
  choose: shape(choose),
  steps: shape(group),
  parallel: shape(parallel),
  runbook: shape(inlined),
  notify: shape(notify),
};

export type StepKey = keyof typeof stepShapes;
export const stepKeys = Object.keys(stepShapes) as readonly StepKey[];
