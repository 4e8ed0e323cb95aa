import { sayDuration } from '#domain/duration.ts';
import { type ApprovalTime, timesOfConfig, timesOfRunbook } from '../facts/approval-times.ts';
import { defineRule } from '../rule.ts';

const hour = 3_600_000;

export default defineRule({
  id: 'approval-too-long',
  area: 'approval',
  severity: 'warning',
  summary: 'An ask closes within a day, and an approval is used within an hour.',
  *runbook(subject) {
    for (const within of timesOfRunbook(subject, 'within')) yield* openTooLong(within);
    for (const validFor of timesOfRunbook(subject, 'valid_for')) yield* validTooLong(validFor);
  },
  *config(subject) {
    for (const within of timesOfConfig(subject, 'within')) yield* openTooLong(within);
    for (const validFor of timesOfConfig(subject, 'valid_for')) yield* validTooLong(validFor);
  },
});

function* openTooLong({ at, ms }: ApprovalTime) {
  if (ms <= 24 * hour) return;
  const message = `an ask that stays open for ${sayDuration(ms)} is approved when nobody remembers why it was asked`;
  yield { at, message, hint: 'let it close: `within: 24h` or less, and start the run again when it is needed' };
}

function* validTooLong({ at, ms }: ApprovalTime) {
  if (ms <= hour) return;
  const message = `an approval that holds for ${sayDuration(ms)} may be used when whoever gave it has gone home`;
  yield { at, message, hint: 'write `valid_for: 1h` or less: who approved should still be there to see it' };
}
