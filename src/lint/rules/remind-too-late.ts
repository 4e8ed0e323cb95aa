import { sayDuration } from '#domain/duration.ts';
import { defineRule } from '../rule.ts';

export default defineRule({
  id: 'remind-too-late',
  area: 'operations',
  severity: 'warning',
  summary: 'A reminder comes before the time is up.',
  *step({ step, at }) {
    if (step.kind !== 'manual' || step.remind === undefined || step.remind < step.timeout) return;
    yield {
      at: `${at}/remind`,
      message: `nobody is reminded after ${sayDuration(step.remind)}: "${step.id}" expires after ${sayDuration(step.timeout)}`,
      hint: 'shorten `remind`, or lengthen `timeout`',
    };
  },
});
