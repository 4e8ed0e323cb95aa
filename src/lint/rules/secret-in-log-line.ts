import { callsOf, withAt } from '../facts/calls.ts';
import { defineRule } from '../rule.ts';

export default defineRule({
  id: 'secret-in-log-line',
  area: 'secrets',
  severity: 'error',
  summary: 'A log check does not search for lines that hold a secret.',
  *step(here) {
    for (const call of callsOf(here)) {
      const { pattern } = call.with;
      if (!call.uses.startsWith('logs.') || typeof pattern !== 'string') continue;
      if (!/(?:password|passwd|secret|token|api[_-]?key|private[_-]?key)\w*["']?\s*[=:]/i.test(pattern)) continue;
      yield {
        at: withAt(call, 'pattern'),
        message: `the line that is found is put on the card and kept, and after "${pattern}" it holds a secret`,
        hint: 'search for a line that says that it worked, not for the value',
      };
    }
  },
});
