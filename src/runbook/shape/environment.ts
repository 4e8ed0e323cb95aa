import type { Static } from 'typebox';
import { Type } from '#domain/type.ts';
import { environmentApprove } from './approve.ts';
import { channelId, closed, duration, flag, groupNames, oneOf, snakeKeys } from './words.ts';

const scalar = Type.Union([Type.String(), Type.Number(), Type.Boolean()], { title: 'text, a number, true or false' });
const value = Type.Union([scalar, Type.Array(scalar)], { title: 'text, a number, true, false or a list of these' });

const notify = Type.Object(
  {
    first: Type.Optional(groupNames('Mentioned at once; the groups that approve if nothing is said.')),
    then: Type.Optional(groupNames('Mentioned when nobody has decided.')),
    after: Type.Optional(duration('How long the first have; 5m if nothing is said.')),
  },
  { title: 'who is mentioned', description: 'Who is mentioned when somebody has to approve.', ...closed },
);

const breakGlass = Type.Object(
  {
    groups: groupNames('Whose members may approve alone, the requester too.'),
    after: Type.Optional(duration('How long the ask has been open by then; 10m if nothing is said.')),
    notify: channelId('The channel that is told of it.'),
  },
  {
    title: 'who may approve alone',
    description: 'Who may approve alone in an emergency, when those who should do not answer.',
    ...closed,
  },
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

export const environment = Type.Object(
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
      Type.Array(channelId('A channel.'), {
        title: 'a list of channel ids',
        description: 'Where runs may be started; anywhere if nothing is said.',
      }),
    ),
    start,
    approve: environmentApprove,
    notify: Type.Optional(notify),
    break_glass: Type.Optional(breakGlass),
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
);

export type RawEnvironment = Static<typeof environment>;
