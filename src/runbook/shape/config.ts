import type { Static } from 'typebox';
import { Type } from '#domain/type.ts';
import { environmentApprove } from './approve.ts';
import { shape } from './shape.ts';
import { closed, duration, flag, groupNames, kebab, kebabKeys, oneOf, plain, slackId, snakeKeys } from './words.ts';

const scalar = Type.Union([Type.String(), Type.Number(), Type.Boolean()], { title: 'text, a number, true or false' });
const value = Type.Union([scalar, Type.Array(scalar)], { title: 'text, a number, true, false or a list of these' });

const group = Type.Object(
  {
    slack: Type.Optional(
      slackId('S', 'the id of a Slack user group such as S0ONCALL', 'Its members, as Slack knows them at the click.'),
    ),
    users: Type.Optional(
      Type.Array(slackId('[UW]', 'the id of a Slack user such as U01ALICE', 'A person.'), {
        title: 'a list of user ids',
        description: 'These people.',
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
  { title: 'who is mentioned', description: 'Who is mentioned when somebody has to approve.', ...closed },
);

const start = Type.Object(
  { groups: groupNames('Who may start runs.') },
  { title: 'who may start', description: 'Who may start runs.', ...closed },
);

const hostName = Type.String({
  title: 'a host name such as api.example.com or *.example.com',
  description: 'A host; *.example.com is every name that ends so.',
  pattern: '^(\\*\\.)?[a-z0-9-]+(\\.[a-z0-9-]+)*$',
});

const web = Type.Object(
  {
    hosts: Type.Optional(
      Type.Array(
        Type.Union(
          [
            hostName,
            Type.Object(
              { host: hostName, private: Type.Optional(flag('Its address may be one of a private network.')) },
              { title: 'a host', ...closed },
            ),
          ],
          { title: 'a host name, or a mapping with `host` and `private`' },
        ),
        { title: 'a list of hosts', description: 'Hosts that checks may ask.' },
      ),
    ),
    public_addresses: Type.Optional(flag('Public IP addresses may be asked, too, such as that of a task.')),
  },
  {
    title: 'what may be asked over HTTP',
    description: 'What checks may ask over HTTP; nothing if it is left out.',
    ...closed,
  },
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
        Type.Array(slackId('[CG]', 'the id of a Slack channel such as C0PRODOPS', 'A channel.'), {
          title: 'a list of channel ids',
          description: 'Where runs may be started; anywhere if nothing is said.',
        }),
      ),
      start,
      approve: environmentApprove,
      notify: Type.Optional(notify),
      reason: Type.Optional(oneOf(['required', 'optional'], 'Whether every start has to say why.')),
      require_commit: Type.Optional(flag('Only runbooks from a clean, known git commit.')),
      aws_calls: Type.Optional(
        Type.Array(
          Type.String({
            title: 'a call as IAM names it, such as ecs:TagResource',
            description: 'A call.',
            pattern: '^[a-z0-9-]+:[A-Z][A-Za-z0-9]+$',
          }),
          {
            title: 'a list of calls',
            description: 'What `aws.call` may send; nothing if nothing is said.',
            uniqueItems: true,
          },
        ),
      ),
      values: Type.Optional(
        Type.Record(Type.String(), value, {
          title: 'a mapping of values',
          description: 'What runbooks read as `environment.values`.',
          ...snakeKeys,
        }),
      ),
      web: Type.Optional(web),
    },
    { title: 'an environment', ...closed },
  ),
  ['break_glass'],
);

const lintWords = {
  disable: Type.Optional(
    Type.Array(kebab('The id of a rule.'), { title: 'a list of rules', description: 'Rules that say nothing.' }),
  ),
  severity: Type.Optional(
    Type.Record(Type.String(), oneOf(['error', 'warning'], 'What its findings are.'), {
      title: 'a mapping of rules',
      description: 'Rules whose findings are of another severity, by their id.',
      ...kebabKeys('A rule.'),
    }),
  ),
};

const lint = Type.Object(
  {
    ...lintWords,
    paths: Type.Optional(
      Type.Array(
        Type.Object(
          {
            files: Type.Array(plain('Relative to stepward.yml, such as `legacy/**`.'), {
              title: 'a list of globs',
              description: 'Which files it is for.',
              minItems: 1,
            }),
            ...lintWords,
          },
          { title: 'settings of some files', ...closed },
        ),
        { title: 'a list of settings', description: 'For some files only; of several that match the last one holds.' },
      ),
    ),
  },
  { title: 'settings of the linter', description: 'What the linter leaves out or says otherwise.', ...closed },
);

export const config = shape(
  Type.Object(
    {
      environments: Type.Record(Type.String(), environment.schema, {
        title: 'a mapping of environments',
        description: 'Where runbooks may run.',
        minProperties: 1,
        ...kebabKeys('An environment.'),
      }),
      groups: Type.Optional(
        Type.Record(Type.String(), group, {
          title: 'a mapping of groups',
          description: 'Everywhere else a group is one of these names.',
          ...kebabKeys('A group.'),
        }),
      ),
      lint: Type.Optional(lint),
    },
    { title: 'the configuration', ...closed },
  ),
  environment.later,
);

export type RawConfig = Static<typeof config.schema>;
export type RawEnvironment = Static<typeof environment.schema>;
export type RawLint = Omit<Static<typeof lint>, 'paths'>;
