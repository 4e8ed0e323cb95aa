import type { Static } from 'typebox';
import { Type } from '#domain/type.ts';
import { environment } from './environment.ts';
import { schedule } from './schedule.ts';
import { shape } from './shape.ts';
import { closed, kebab, kebabKeys, oneOf, plain, slackId } from './words.ts';

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
      environments: Type.Record(Type.String(), environment, {
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
      schedules: Type.Optional(
        Type.Record(Type.String(), schedule, {
          title: 'a mapping of schedules',
          description: 'Runbooks that are started by the clock; each start asks as any other does.',
          ...kebabKeys('A schedule.'),
        }),
      ),
      lint: Type.Optional(lint),
    },
    { title: 'the configuration', ...closed },
  ),
);

export type RawConfig = Static<typeof config.schema>;
export type RawLint = Omit<Static<typeof lint>, 'paths'>;
