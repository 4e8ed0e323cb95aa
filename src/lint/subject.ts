import { isObject } from '#domain/json.ts';
import { allSteps, type Runbook, type Step } from '#domain/runbook.ts';
import { type RawObject, type Spot, textOf } from '#runbook/check/outline.ts';
import type { Opened } from '#runbook/open.ts';
import { parentOf } from '#runbook/yaml/pointer.ts';
import { isLost, lostPlaces, without } from './prune.ts';
import type { StepAt, Subject } from './rule.ts';

/** What a header says where it says it wrongly or not at all. An id that is no good still is the name that the author gave. */
const unsaid = (raw: RawObject) => ({
  runbook: textOf(raw, 'runbook') ?? 'unnamed',
  title: 'Untitled',
  environment: [],
  steps: [],
});

/** What rules look at; nothing if the text is no mapping, longer than any run can be, or has more mistakes than are listed. */
export function subjectOf(
  { document, problems, spots, build }: Opened,
  about: Pick<Subject, 'file' | 'config' | 'signatures' | 'beside'>,
): Subject | undefined {
  const { value: raw, text } = document;
  if (!isObject(raw) || problems.some(({ rule, hasMore }) => hasMore || rule === 'too-many-steps')) return undefined;
  const lost = lostPlaces(problems, spots);
  const whole = problems.length === 0;
  const runbook = build(whole ? raw : { ...unsaid(raw), ...without(raw, lost) });
  const kept = spots.filter(({ at }) => !isLost(at, lost));
  const environments = (about.config?.environments ?? []).filter(({ id }) => runbook.environments.includes(id));
  const hasEveryStep = kept.length === spots.length;
  return { ...about, text, raw, runbook, whole, hasEveryStep, steps: stepsAt(kept, runbook), environments };
}

/** Built steps are found by their ids, which are unique; a step that another runbook brings has no place in this text. */
function stepsAt(spots: readonly Spot[], runbook: Runbook): readonly StepAt[] {
  const meant = new Map(writtenSteps(runbook).map((step) => [step.id, step]));
  const found = new Map<string, StepAt>();
  const lists = new Map<string, StepAt[]>();
  for (const { at, id, raw, part, around } of spots) {
    const step = id === undefined ? undefined : meant.get(id);
    if (!step) continue;
    const list = lists.get(parentOf(at)) ?? [];
    const here = list.length;
    const stepAt: StepAt = {
      at,
      step,
      raw,
      part,
      around: around.flatMap((each) => found.get(each.at) ?? []),
      // Lists are long, and few rules look at them.
      get before() {
        return list.slice(0, here);
      },
      get after() {
        return list.slice(here + 1);
      },
    };
    found.set(at, stepAt);
    lists.set(parentOf(at), list);
    list.push(stepAt);
  }
  return [...found.values()];
}

function writtenSteps({ steps, finally: last }: Runbook): readonly Step[] {
  const inUndo = (step: Step): readonly Step[] =>
    step.kind === 'action' && step.undo.kind === 'steps' ? step.undo.steps : [];
  return allSteps([...steps, ...last]).flatMap((step) => [step, ...allSteps(inUndo(step))]);
}
