import { accountIn } from '../facts/account-in.ts';
import { indexOfWord } from '../facts/index-of-word.ts';
import { partOf } from '../facts/texts.ts';
import { valueWritten } from '../facts/value-written.ts';
import { valuesOf } from '../facts/values.ts';
import { defineRule, type Subject } from '../rule.ts';

export default defineRule({
  id: 'region-hard-coded',
  area: 'aws',
  severity: 'warning',
  summary: 'The region comes from the environment.',
  *runbook(subject) {
    for (const { at, text } of valuesOf(subject))
      for (const { id, region } of subject.environments) {
        const start = indexOfWord(text, region);
        if (start < 0 || isSaid(text, subject)) continue;
        yield {
          at,
          ...partOf(text, start, region.length),
          message: `the region of "${id}" is written out here`,
          hint: 'write "${{ environment.region }}"',
        };
      }
  },
});

/** Of an ARN with both `account-hard-coded` speaks, of a value of stepward.yml `value-hard-coded`. */
const isSaid = (text: string, subject: Subject): boolean =>
  valueWritten(text, subject.environments) !== undefined || accountIn(text, subject) !== undefined;
