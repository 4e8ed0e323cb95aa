import { sideBySide } from '../facts/lanes.ts';
import { sayNames } from '../facts/words.ts';
import { defineRule } from '../rule.ts';

export default defineRule({
  id: 'parallel-same-target',
  area: 'flow',
  severity: 'error',
  summary: 'Branches side by side change different services.',
  *step(here, subject) {
    // Of a list that has an item twice `item-twice` speaks.
    const lanes = here.step.kind === 'parallel' ? (sideBySide(here, subject)?.lanes ?? []) : [];
    for (const [i, lane] of lanes.entries()) {
      const earlier = lanes.slice(0, i).find(({ targets }) => targets.some((target) => lane.targets.includes(target)));
      const service = earlier?.services.find((name) => lane.services.includes(name));
      if (!earlier || service === undefined) continue;
      yield {
        at: `${here.at}/parallel/${lane.name}`,
        on: 'key',
        message: `the branches ${sayNames([earlier.name, lane.name])} change "${service}" side by side; one holds its lock while the other waits`,
        hint: 'put both changes into one branch, in the order that you mean',
      };
    }
  },
});
