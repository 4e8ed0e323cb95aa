import type { Input } from '#domain/runbook.ts';
import { readsIn } from '../facts/reads.ts';
import { defineRule } from '../rule.ts';

export default defineRule({
  id: 'input-open',
  area: 'inputs',
  severity: 'warning',
  summary: 'A text that becomes part of a change is limited to what can be right.',
  *runbook({ runbook, steps }) {
    const open = runbook.inputs.filter(isOpen);
    for (const { name } of open) {
      const user = steps.find(
        ({ step }) => step.kind === 'action' && readsIn(step.with, '').some(({ names }) => isInput(names, name)),
      );
      if (!user) continue;
      yield {
        at: `/inputs/${name}`,
        on: 'key',
        message: `anything can be typed into "${name}", and "${user.step.id}" changes what it names`,
        hint: 'say what is right: a `pattern`, an `enum`, a `from` or a `max_length`',
      };
    }
  },
});

const isOpen = ({ type, pattern, enum: choices, from, maxLength, secret }: Input): boolean =>
  type === 'string' && [pattern, choices, from, maxLength].every((limit) => limit === undefined) && !secret;

const isInput = ([root, member]: readonly (string | null)[], name: string): boolean =>
  root === 'inputs' && member === name;
