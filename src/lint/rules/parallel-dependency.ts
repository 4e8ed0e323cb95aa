import { type Lane, sideBySide } from '../facts/lanes.ts';
import { needs } from '../facts/needs.ts';
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
const dependency = (lanes: readonly Lane[]) =>
  lanes
    .flatMap((lane) => lane.services.map((service) => ({ lane, service })))
    .flatMap(({ lane, service }) =>
      lanes
        .filter((beside) => beside !== lane)
        .flatMap(({ services }) => services.map((other) => ({ service, other }))),
    )
    .find(({ service, other }) => needs(service, other));
