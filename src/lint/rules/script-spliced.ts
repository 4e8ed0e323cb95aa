import { below } from '#runbook/yaml/pointer.ts';
import { callsOf, withAt } from '../facts/calls.ts';
import { defineRule } from '../rule.ts';

export default defineRule({
  id: 'script-spliced',
  area: 'secrets',
  severity: 'error',
  summary: 'What is filled into a runbook does not become a part of a shell script.',
  *step(here) {
    for (const call of callsOf(here)) {
      const { script } = call.with;
      if (!Array.isArray(script)) continue;
      for (const [index, line] of script.entries()) {
        if (typeof line !== 'string' || !line.includes('${{')) continue;
        yield {
          at: below(withAt(call, 'script'), index),
          message: 'the shell would read what is filled in here as if it were written in the script',
          hint: 'put it into `arguments: { NAME: "${{ … }}" }` and write "$NAME" in the script',
        };
      }
    }
  },
});
