import { type Lane, sideBySide } from '../facts/lanes.ts';
import { neededOf } from '../facts/needs.ts';
import { defineRule } from '../rule.ts';

export default defineRule({
  id: 'parallel-dependency',
  area: 'flow',
  severity: 'warning',
  summary: 'What a service needs is changed before it, not beside it.',
  *step(here, subject) {
    const side = sideBySide(here, subject);
    const pair = side && dependency(side.lanes);
    if (!pair) return;
    yield {
      at: side.at,
      on: 'key',
      message: `"${pair.service}" is changed beside "${pair.other}", which it needs to start`,
      hint: `change "${pair.other}" in a step before, and prove with a \`verify\` that it works`,
    };
  },
});

/** A service and one that it needs, of different lanes. */
function dependency(lanes: readonly Lane[]) {
  for (const lane of lanes) {
    const beside = lanes.filter((one) => one !== lane).flatMap(({ services }) => services);
    for (const service of lane.services) {
      const other = neededOf(beside, service);
      if (other !== undefined) return { service, other };
    }
  }
  return undefined;
}
