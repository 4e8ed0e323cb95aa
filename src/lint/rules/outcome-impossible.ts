import { allSteps, type Step } from '#domain/runbook.ts';
import { type Read, readsIn } from '../facts/reads.ts';
import { defineRule, type StepAt, type Subject } from '../rule.ts';

export default defineRule({
  id: 'outcome-impossible',
  area: 'expressions',
  severity: 'error',
  summary: 'The outcome of a step is compared with one that it can have by then.',
  *runbook({ raw, steps }) {
    for (const read of readsIn(raw, '')) {
      const { at } = read.place;
      // The end sees everything, and what undoes a step runs after it.
      if (at.startsWith('/finally/') || at.includes('/undo/')) continue;
      const said = sayImpossible(read, steps);
      if (said) yield { ...read.place, ...said };
    }
  },
});

function sayImpossible({ names: [root, id, member], equals }: Read, steps: Subject['steps']) {
  if (root !== 'steps' || typeof id !== 'string' || member !== 'outcome' || equals === undefined) return undefined;
  if (equals === 'not_run' || equals === 'rolled_back')
    return {
      message: `"${id}" is never "${equals}" here: only \`finally\` sees that`,
      hint: 'ask for `skipped` or `passed`, or do this in `finally`',
    };
  const target = steps.find(({ step, part }) => step.id === id && part === 'steps');
  if (equals !== 'failed' || !target || goesOn(target)) return undefined;
  return {
    message: `"${id}" is never "failed" here: when it fails ${follows[target.step.onFailure]}`,
    hint: `add \`on_failure: continue\` to "${id}", or do this in \`finally\``,
  };
}

/** Only where the run goes on can a later step see that one has failed: of a group, any step in it. */
const goesOn = ({ step }: StepAt): boolean => allSteps([step]).some(({ onFailure }) => onFailure === 'continue');

const follows: Readonly<Record<Step['onFailure'], string>> = {
  ask: 'a person decides: it is skipped, done again, or the end of the run',
  stop: 'the run ends',
  rollback: 'the run is rolled back',
  continue: 'the run goes on',
};
