import Type, { type Static } from 'typebox';
import { environmentApprove } from './approve.ts';
import { shape } from './shape.ts';
import { closed, duration, flag, groupNames, kebab, oneOf, snakeKeys } from './words.ts';

const id = (prefix: string, title: string) => Type.String({ title, pattern: `^${prefix}[A-Z0-9]+$` });

const scalar = Type.Union([Type.String(), Type.Number(), Type.Boolean()], { title: 'text, a number, true or false' });
const value = Type.Union([scalar, Type.Array(scalar)], { title: 'text, a number, true, false or a list of these' });

const group = Type.Object(
  {
    slack: Type.Optional(id('S', 'the id of a Slack user group such as S0ONCALL')),
    users: Type.Optional(
      Type.Array(id('[UW]', 'the id of a Slack user such as U01ALICE'), {
        title: 'a list of user ids',
        minItems: 1,
        uniqueItems: true,
      }),
    ),
  },
  { title: 'a Slack user group or a list of users', ...closed, minProperties: 1, maxProperties: 1 },
);

const notify = Type.Object(
  {
    first: Type.Optional(groupNames('Mentioned at once; the groups that approve if nothing is said.')),
    then: Type.Optional(groupNames('Mentioned when nobody has decided.')),
    after: Type.Optional(duration('How long the first have; 5m if nothing is said.')),
  },
  { title: 'who is mentioned', ...closed },
);

const start = Type.Object(
  { groups: groupNames('Who may start runs.') },
  { title: 'who may start', description: 'Who may start runs.', ...closed },
);

const environment = shape(
  Type.Object(
    {
      account: Type.String({
        title: 'twelve digits in quotes',
        description: 'The AWS account; every plan checks it first.',
        pattern: '^[0-9]{12}$',
      }),
      region: Type.String({
        title: 'an AWS region such as us-east-1',
        description: 'The AWS region.',
        pattern: '^[a-z]{2}(-[a-z]+)+-[0-9]+$',
      }),
      role: Type.Optional(
        Type.String({
          title: 'the ARN of a role',
          description: 'Assumed for writes.',
          pattern: '^arn:aws[a-z-]*:iam::[0-9]{12}:role/\\S+$',
        }),
      ),
      channels: Type.Optional(
        Type.Array(id('[CG]', 'the id of a Slack channel such as C0PRODOPS'), {
          title: 'a list of channel ids',
          description: 'Where runs may be started; anywhere if nothing is said.',
        }),
      ),
      start,
      approve: environmentApprove,
      notify: Type.Optional(notify),
      reason: Type.Optional(oneOf(['required', 'optional'], 'Whether every start has to say why.')),
      require_commit: Type.Optional(flag('Only runbooks from a clean, known git commit.')),
      values: Type.Optional(
        Type.Record(Type.String(), value, {
          title: 'a mapping of values',
          description: 'What runbooks read as `environment.values`.',
          ...snakeKeys,
        }),
      ),
    },
    { title: 'an environment', ...closed },
  ),
  ['break_glass'],
);

const names = (description: string) => ({ propertyNames: { ...kebab(description), type: 'string' } });

export const config = shape(
  Type.Object(
    {
      environments: Type.Record(Type.String(), environment.schema, {
        title: 'a mapping of environments',
        description: 'Where runbooks may run.',
        minProperties: 1,
        ...names('An environment.'),
      }),
      groups: Type.Optional(
        Type.Record(Type.String(), group, {
          title: 'a mapping of groups',
          description: 'Everywhere else a group is one of these names.',
          ...names('A group.'),
        }),
      ),
    },
    { title: 'the configuration', ...closed },
  ),
  environment.later,
);

export type RawConfig = Static<typeof config.schema>;
export type RawEnvironment = Static<typeof environment.schema>;
