import type { Static } from 'typebox';
import { Type } from '#domain/type.ts';
import { channelId, closed, kebab, plain, values } from './words.ts';

export const schedule = Type.Object(
  {
    runbook: kebab('The id of the runbook that is started.'),
    environment: kebab('Where it runs: one of `environments`.'),
    cron: Type.String({
      title: 'five fields such as `0 6 * * 1-5`',
      description: 'When: minute, hour, day of month, month, day of week.',
      pattern: '^\\s*\\S+(\\s+\\S+){4}\\s*$',
    }),
    time_zone: Type.Optional(plain('Where `cron` is read, such as Europe/Berlin; UTC if nothing is said.')),
    inputs: Type.Optional(values('Inputs of the runbook, by name.')),
    channel: channelId('Where its runs are told, and where it is said when it was missed.'),
    reason: Type.Optional(
      Type.String({
        title: 'text of at most 200 characters',
        description: 'What stands as its reason; `Schedule <id>` if nothing is said.',
        minLength: 1,
        maxLength: 200,
      }),
    ),
  },
  { title: 'a schedule', ...closed },
);

export type RawSchedule = Static<typeof schedule>;
