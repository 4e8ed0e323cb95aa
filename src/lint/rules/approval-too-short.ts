import { sayDuration } from '#domain/duration.ts';
import { type ApprovalTime, timesOfConfig, timesOfRunbook } from '../facts/approval-times.ts';
import { defineRule } from '../rule.ts';

const minute = 60_000;

export default defineRule({
  id: 'approval-too-short',
  area: 'approval',
  severity: 'warning',
  summary: 'An ask stays open for at least two minutes, and an approval holds for at least one.',
  *runbook(subject) {
    for (const within of timesOfRunbook(subject, 'within')) yield* tooShortToRead(within);
    for (const validFor of timesOfRunbook(subject, 'valid_for')) yield* tooShortToUse(validFor);
  },
  *config(subject) {
    for (const within of timesOfConfig(subject, 'within')) yield* tooShortToRead(within);
    for (const validFor of timesOfConfig(subject, 'valid_for')) yield* tooShortToUse(validFor);
  },
});

function* tooShortToRead({ at, ms }: ApprovalTime) {
  if (ms >= 2 * minute) return;
  const message = `nobody wakes up, reads a plan and decides in ${sayDuration(ms)}`;
  yield { at, message, hint: 'give them `within: 2m` or more' };
}

function* tooShortToUse({ at, ms }: ApprovalTime) {
  if (ms >= minute) return;
  const message = `an approval that holds for ${sayDuration(ms)} is over before a busy bot gets to it`;
  yield { at, message, hint: 'give it `valid_for: 1m` or more' };
}
