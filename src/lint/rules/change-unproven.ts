import type { Step } from '#domain/runbook.ts';
import { stepsAfter } from '../facts/following.ts';
import { rotates } from '../facts/rotations.ts';
import { defineRule } from '../rule.ts';

/** A check or a person looks; of a pause `blind-wait` speaks, of a later change this rule. */
const looking = new Set<Step['kind']>(['check', 'manual', 'choose', 'wait', 'action']);

export default defineRule({
  id: 'change-unproven',
  area: 'aws',
  severity: 'warning',
  summary: 'The last change is proven: by its `verify`, or by a check or a person after it.',
  needsEveryStep: true,
  *step(here, subject) {
    const { step, at, part } = here;
    if (step.kind !== 'action' || part === 'undo' || step.verify.length > 0 || step.verifiedBy !== undefined) return;
    // Of a rotation that is the last change `readers-not-restarted` speaks.
    if (rotates(step) || stepsAfter(here, subject).some(({ kind }) => looking.has(kind))) return;
    yield {
      at: `${at}/action`,
      message: `nothing looks whether "${step.id}" has helped`,
      hint: `add a \`verify\` to it, or a check after it: of a log, or \`ecs.services-healthy\` with \`within\``,
    };
  },
});
