import { accountIn } from '../facts/account-in.ts';
import { partOf } from '../facts/texts.ts';
import { valueWritten } from '../facts/value-written.ts';
import { valuesOf } from '../facts/values.ts';
import { defineRule } from '../rule.ts';

export default defineRule({
  id: 'account-hard-coded',
  area: 'aws',
  severity: 'warning',
  summary: 'The account comes from the environment.',
  *runbook(subject) {
    for (const { at, text } of valuesOf(subject)) {
      const written = accountIn(text, subject);
      // Of a value of stepward.yml that is written out `value-hard-coded` speaks.
      if (!written || valueWritten(text, subject.environments)) continue;
      yield {
        at,
        ...partOf(text, written.start, written.length),
        message: `${written.what} is written out here`,
        hint: 'write "${{ environment.account }}", and "${{ environment.region }}" for the region beside it; or keep all of it in `values` of stepward.yml',
      };
    }
  },
});
