import type { Input } from '#domain/runbook.ts';
import { defineRule } from '../rule.ts';

export default defineRule({
  id: 'input-secret-by-name',
  area: 'inputs',
  severity: 'warning',
  summary: 'A password, a token or a key is a secret.',
  *runbook({ runbook }) {
    for (const input of runbook.inputs) {
      if (!holdsSecret(input)) continue;
      yield {
        at: `/inputs/${input.name}`,
        on: 'key',
        message: `"${input.name}" sounds like a secret, but it is asked for in Slack, stands on the cards and stays in the history`,
        hint: 'add `secret: true`, or let the action generate the value; a name of a secret is better called `…_name`',
      };
    }
  },
});

/** What ends so is the value itself: `token_ttl` and `secret_name` are not. */
const secretly = /(^|_)(passwords?|passwd|passphrase|tokens?|secrets?|credentials?|(api|private|secret|access)_key)$/;

/** What has a default, a few choices or a pattern names a secret and is none. */
const holdsSecret = ({ name, type, secret, default: value, enum: choices, from, pattern }: Input): boolean =>
  type === 'string' &&
  !secret &&
  secretly.test(name) &&
  [value, choices, from, pattern].every((hint) => hint === undefined);
