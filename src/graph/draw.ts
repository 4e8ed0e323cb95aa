import { rollbackOf } from '#domain/rollback.ts';
import { allSteps, type ChooseStep, type Runbook, type Step } from '#domain/runbook.ts';
import type { Signatures } from '#domain/signatures.ts';
import type { Box, BoxKind, Picture, Way } from './picture.ts';
import { linesOf, plain } from './words.ts';

/** A way that does not lead anywhere yet. */
type Loose = Omit<Way, 'to'>;

/** A part of the picture: what stands in it, and the ways that leave it. */
interface Part {
  readonly boxes: readonly Box[];
  readonly ways: readonly Way[];
  readonly ends: readonly Loose[];
}

const START = 'START';
const END = 'END';
const FINALLY = 'FINALLY';
const ROLLBACK = 'ROLLBACK';

/** The picture of a runbook: every step, every choice, what is left out and when, how it is rolled back, and what runs however it ends. */
export function draw(runbook: Runbook, signatures: Signatures): Picture {
  const steps = sequence(runbook.steps, [{ from: START, kind: 'next' }]);
  const { ways: toRollback, ...rollback } = drawRollback(runbook, signatures);
  const stopping = rollback.boxes.length > 0 ? ['stop'] : ['stop', 'rollback'];
  const last = drawFinally(runbook, [...steps.ends, ...rollback.ends, ...breaks(runbook.steps, stopping)]);
  return {
    title: runbook.title,
    boxes: [
      { id: START, kind: 'start', title: runbook.title, lines: [] },
      ...steps.boxes,
      ...rollback.boxes,
      ...last.boxes,
      { id: END, kind: 'end', title: 'The run ends', lines: [] },
    ],
    ways: [...steps.ways, ...toRollback, ...last.ways, ...join(last.ends, END)],
  };
}

const join = (ends: readonly Loose[], to: string): readonly Way[] => ends.map((end) => ({ ...end, to }));

/** Steps one after another. What skips a step goes on with the way that would have led into it. */
function sequence(steps: readonly Step[], into: readonly Loose[]): Part {
  let ends = into;
  const boxes: Box[] = [];
  const ways: Way[] = [];
  for (const step of steps) {
    const condition = step.if === undefined ? undefined : `if ${plain(step.if)}`;
    const part = drawStep(step, condition === undefined ? ends : ends.map((end) => labelled(end, condition)));
    boxes.push(...part.boxes);
    ways.push(...part.ways);
    const past =
      condition === undefined ? [] : ends.map((end): Loose => ({ ...labelled(end, 'otherwise'), kind: 'otherwise' }));
    ends = [...part.ends, ...past];
  }
  return { boxes, ways, ends };
}

const labelled = (end: Loose, label: string): Loose => ({
  ...end,
  label: end.label === undefined ? label : `${end.label}, ${label}`,
});

function drawStep(step: Step, into: readonly Loose[]): Part {
  switch (step.kind) {
    case 'choose':
      return drawChoice(step, into);
    case 'parallel': {
      const branches = step.branches.map(({ steps }) => sequence(steps, into));
      return around(step, branches);
    }
    case 'group':
    case 'runbook':
      return around(step, [sequence(step.steps, into)]);
    default: {
      const box: Box = { id: step.id, kind: step.kind, title: plain(step.title), lines: linesOf(step) };
      return { boxes: [box], ways: join(into, step.id), ends: [{ from: step.id, kind: 'next' }] };
    }
  }
}

const around = (step: Step, parts: readonly Part[]): Part => ({
  boxes: [
    {
      id: step.id,
      kind: 'group',
      title: plain(step.title),
      lines: linesOf(step),
      inside: parts.flatMap(({ boxes }) => boxes),
    },
  ],
  ways: parts.flatMap(({ ways }) => ways),
  ends: parts.flatMap(({ ends }) => ends),
});

function drawChoice(step: ChooseStep, into: readonly Loose[]): Part {
  const options = step.options.map((option) => {
    const label = plain(option.label);
    const way: Loose = { from: step.id, kind: 'next', label: option.end ? `${label}: ends ${option.end}` : label };
    return sequence(option.steps, [way]);
  });
  const box: Box = { id: step.id, kind: 'choose', title: plain(step.title), lines: linesOf(step) };
  return {
    boxes: [box, ...options.flatMap(({ boxes }) => boxes)],
    ways: [...join(into, step.id), ...options.flatMap(({ ways }) => ways)],
    ends: options.flatMap(({ ends }, i) => (step.options[i]?.end ? [] : ends)),
  };
}

/** Ways that leave the order before its end: an option that ends the run, a step whose failure stops it. */
const breaks = (steps: readonly Step[], stopping: readonly string[]): readonly Loose[] =>
  allSteps(steps).flatMap((step): readonly Loose[] => [
    ...(stopping.includes(step.onFailure) && !isAround(step)
      ? [{ from: step.id, kind: 'failure', label: 'fails' } as const]
      : []),
    ...(step.kind === 'choose'
      ? step.options.flatMap(({ end, label, steps: inside }) =>
          end
            ? [{ from: inside.at(-1)?.id ?? step.id, kind: 'next', label: `${plain(label)}: ends ${end}` } as const]
            : [],
        )
      : []),
  ]);

const isAround = ({ kind }: Step): boolean => kind === 'group' || kind === 'parallel' || kind === 'runbook';

/** What is put back, last change first, where anything can be; and from which steps a failure leads there by itself. */
function drawRollback(runbook: Runbook, signatures: Signatures): Part {
  const steps = rollbackOf(runbook).steps.filter((step) => putsBack(runbook, step, signatures));
  if (steps.length === 0) return { boxes: [], ways: [], ends: [] };
  const [first] = steps;
  const failing = allSteps(runbook.steps).filter((step) => step.onFailure === 'rollback' && !isAround(step));
  const into = failing.map(({ id }): Loose => ({ from: id, kind: 'failure', label: 'fails' }));
  const inside = sequence(steps, []);
  const box: Box = {
    id: ROLLBACK,
    kind: 'group',
    title: 'Roll back',
    lines: ['from any step that is held, all on one card', 'only what has changed, last change first'],
    inside: inside.boxes,
  };
  return { boxes: [box], ways: [...(first ? join(into, first.id) : []), ...inside.ways], ends: inside.ends };
}

/** An undo by itself is one only where the action has one. */
function putsBack(runbook: Runbook, step: Step, signatures: Signatures): boolean {
  if (step.kind !== 'undo') return true;
  const undone = allSteps(runbook.steps).find(({ id }) => id === step.undoes);
  return undone?.kind === 'action' && signatures.get(undone.uses)?.undo === 'auto';
}

function drawFinally(runbook: Runbook, into: readonly Loose[]): Part {
  if (runbook.finally.length === 0) return { boxes: [], ways: [], ends: into };
  const part = sequence(runbook.finally, into);
  const kind: BoxKind = 'group';
  const box: Box = { id: FINALLY, kind, title: 'Finally', lines: ['however it ended'], inside: part.boxes };
  return { ...part, boxes: [box] };
}
