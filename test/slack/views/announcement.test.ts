import { describe, expect, it } from '@jest/globals';
import type { Announcement } from '#domain/announcement.ts';
import { announcementMessage } from '#slack/views/announcement.ts';
import { bare } from '#slack/views/bare.ts';
import { expectGolden } from '../golden.ts';
import { expectSendable } from '../limits.ts';

const HOSTILE = '<!channel> <@U66EVIL> *bold* _slanted_ ~struck~ :tada: & <b>';
const schedule = { schedule: 'nightly', runbook: 'kafka-restart', environment: 'prod', due: 1_795_240_800_000 };

const announcements = (word: string, sentence: string, many: number): Readonly<Record<string, Announcement>> => ({
  'schedule-missed': { kind: 'schedule-missed', ...schedule, schedule: word, count: 3, next: 1_795_327_200_000 },
  'schedule-refused': { kind: 'schedule-refused', ...schedule, runbook: word, why: sentence },
  quorum: {
    kind: 'quorum',
    environment: many > 1 ? word : 'prod',
    problems: Array.from({ length: many }, () => sentence),
    followUps: [sentence],
  },
});

describe.each([
  ['typical', 'nightly', 'Nobody in @sre could approve: it has one member, and two are needed.', 1],
  ['maximal', 'x'.repeat(3_000), 'A long sentence. '.repeat(400), 12],
  ['hostile', HOSTILE, HOSTILE, 12],
])('with %s texts', (kind, word, sentence, many) => {
  it.each(Object.entries(announcements(word, sentence, many)))(
    'the announcement %s is one that Slack takes',
    (name, facts) => {
      const drawn = announcementMessage(facts);
      expectSendable(drawn);
      expectSendable(bare(drawn));
      if (kind === 'typical') expectGolden(name, drawn);
    },
  );
});

it('one that was missed once says so', () => {
  const once = announcementMessage({ kind: 'schedule-missed', ...schedule, count: 1 });
  expect(once.text).toContain('was missed once, ');
});
