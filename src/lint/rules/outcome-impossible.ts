import { allSteps, type Step } from '#domain/runbook.ts';
import { suggest } from '#runbook/nearest.ts';
import { type Read, readsIn } from '../facts/reads.ts';
import { defineRule, type StepAt, type Subject } from '../rule.ts';

export default defineRule({
  id: 'outcome-impossible',
  area: 'expressions',
  severity: 'error',
  summary: 'An outcome is compared with one that there can be.',
  *runbook({ raw, steps }) {
    for (const read of readsIn(raw, '')) {
      const said = sayImpossible(read, steps);
      if (said) yield { at: read.at, part: { start: read.hole.start, end: read.hole.end }, ...said };
    }
  },
});

interface Said {
  readonly message: string;
  readonly hint?: string;
}

function sayImpossible({ at, names, equals }: Read, steps: Subject['steps']): Said | undefined {
  const [root, name, member] = names;
  if (equals === undefined) return undefined;
  if (root === 'run' && name === 'outcome') return ofRun(equals);
  if (root !== 'steps' || typeof name !== 'string' || member !== 'outcome') return undefined;
  const isLast = at.startsWith('/finally/');
  if (isLast || at.includes('/undo/')) return undefined;
  return ofStep(
    equals,
    steps.find(({ step, part }) => step.id === name && part === 'steps'),
  );
}

const endings = ['succeeded', 'failed', 'stopped', 'rolled_back'];

const ofRun = (equals: string): Said | undefined =>
  endings.includes(equals)
    ? undefined
    : { message: `a run never ends as "${equals}", but as ${endings.join(', ')}`, ...suggest(equals, endings) };

/** Before the end, a step that did not go well is held, or ends the run; only where the run goes on can it be seen as failed. */
function ofStep(equals: string, target: StepAt | undefined): Said | undefined {
  if (equals === 'not_run' || equals === 'rolled_back')
    return { message: `only \`finally\` sees a step as "${equals}": the steps before this one have run` };
  if (equals !== 'failed' || !target || goesOn(target.step)) return undefined;
  const id = target.step.id;
  return {
    message: `"${id}" is never "failed" here: when it fails it is ${said(target.step)}`,
    hint: `add \`on_failure: continue\` to "${id}", or do this in \`finally\``,
  };
}

const goesOn = (step: Step): boolean => allSteps([step]).some(({ onFailure }) => onFailure === 'continue');

const said = ({ onFailure }: Step): string =>
  onFailure === 'ask' ? 'held for a person' : onFailure === 'stop' ? 'the end of the run' : 'rolled back';
