import type { ActionStep } from '#domain/runbook.ts';
import { stepsBefore } from '../facts/following.ts';
import { actionsIn } from '../facts/services.ts';
import { defineRule, type Subject } from '../rule.ts';

export default defineRule({
  id: 'rollback-without-undo',
  area: 'flow',
  severity: 'warning',
  summary: 'A run is rolled back only where there is something to put back.',
  needsEveryStep: true,
  *step(here, subject) {
    const { step, raw, at } = here;
    if (raw['on_failure'] !== 'rollback') return;
    const changes = actionsIn([...stepsBefore(here, subject), step]);
    if (changes.some((change) => hasUndo(change, subject))) return;
    yield {
      at: `${at}/on_failure`,
      message:
        changes.length === 0
          ? `nothing is changed up to "${step.id}", so there is nothing to roll back`
          : `no change up to "${step.id}" can be put back: rolling back does nothing`,
      hint: 'leave it out, so that a person decides; or say `stop`; or give the changes an `undo`',
    };
  },
});

const hasUndo = ({ uses, undo }: ActionStep, { signatures }: Subject): boolean =>
  undo.kind === 'steps' || (undo.kind === 'auto' && signatures.get(uses)?.undo === 'auto');
