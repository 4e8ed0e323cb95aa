import { sideBySide } from '../facts/lanes.ts';
import { replacesTasks } from '../facts/rolls.ts';
import { actionsIn } from '../facts/services.ts';
import { defineRule } from '../rule.ts';

export default defineRule({
  id: 'restart-all-at-once',
  area: 'aws',
  severity: 'warning',
  summary: 'Services are restarted some at a time, so that a mistake does not stop them all.',
  *step(here, subject) {
    const side = sideBySide(here, subject);
    const lanes = side?.lanes.filter(({ services }) => services.length > 0) ?? [];
    const actions = actionsIn([here.step]).filter(({ uses }) => replacesTasks(uses) || uses === 'ecs.stop-tasks');
    if (!side || actions.length === 0 || side.most < lanes.length) return;
    // A rolling deployment keeps old tasks until the new ones serve; of stopped ones nothing is left.
    const stops = actions.some(({ uses, with: { mode } }) => uses === 'ecs.stop-tasks' || mode === 'stop-task');
    if (lanes.length < (stops ? 2 : 3)) return;
    yield {
      at: side.at,
      on: 'key',
      message: `"${here.step.id}" restarts all ${lanes.length} at the same time`,
      hint: `give it \`max_parallel: ${Math.floor(lanes.length / 2)}\``,
    };
  },
});
