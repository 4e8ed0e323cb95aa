import { callsOf, withAt } from '../facts/calls.ts';
import { defineRule } from '../rule.ts';

export default defineRule({
  id: 'log-pattern-syntax',
  area: 'aws',
  severity: 'warning',
  summary: 'The pattern of a log check is a text that stands in the line, nothing more.',
  *step(here) {
    for (const call of callsOf(here)) {
      const { pattern } = call.with;
      if (!call.uses.startsWith('logs.') || typeof pattern !== 'string') continue;
      const kind = languages.find(([syntax]) => syntax.test(pattern))?.[1];
      if (kind === undefined) continue;
      const outcome = call.uses === 'logs.absent' ? 'always holds' : 'never holds';
      yield {
        at: withAt(call, 'pattern'),
        message: `"${pattern}" looks like ${kind}, and is searched for as it stands: the check ${outcome}`,
        hint: 'write a part of the line, such as `ConnectException`; for several texts, several checks',
      };
    }
  },
});

const languages: readonly (readonly [RegExp, string])[] = [
  [/\.[*+]|\\[dswDSWb.]|\[[^\]\s]+\][*+]|\w\|\w|^\^/, 'a regular expression'],
  [/^\?\w|^%.+%$|^\{\s*\$\./, 'a filter of CloudWatch Logs'],
];
