import type { ChooseOption, ChooseStep, Step } from '#domain/runbook.ts';
import type { Node } from '../kit.ts';
import { guard, type Place, state, type Way } from '../state.ts';
import { body, entering, held, inside } from './parts.ts';

/** No option's ids: those have no capitals. */
const CHOOSING = 'CHOOSING';
const END = 'END';

/** A person picks an option, and its steps follow, or the end of the run. Nobody choosing in time is a person's to decide, too. */
export const choose = (step: ChooseStep, place: Place, members: (steps: readonly Step[]) => Node): Node => {
  const { lane } = place;
  const led = step.options.filter(leads);
  const inner: Node = {
    initial: CHOOSING,
    states: {
      [CHOOSING]: { always: led.map(({ id }) => ({ guard: guard(lane, ['chosen'], { option: id }), target: id })) },
      ...Object.fromEntries(led.map(({ id, steps }) => [id, { ...members(steps), onDone: END }])),
      [END]: { type: 'final' },
    },
  };
  return body(place, {
    entering: entering(place, step, { to: 'asking' }),
    asking: state(lane, 'asking', {
      wants: ['ask', 'timeout'],
      entry: [
        { type: 'attempt', params: { lane } },
        { type: 'arm', params: { lane, purpose: 'timeout', for: step.timeout } },
      ],
      on: {
        CHOSEN: step.options.map((option) => choosing(lane, option)),
        TIMED_OUT: { when: ['timeout'], to: 'held' },
      },
    }),
    ...(led.length > 0 ? { inside: inside(place, inner) } : {}),
    held: held(place, { onFailure: step.onFailure, retry: 'asking' }),
  });
};

const leads = ({ steps, end }: ChooseOption) => end === undefined && steps.length > 0;

const choosing = (lane: string, option: ChooseOption): Way => {
  const note = { type: 'choose', params: { lane, option: option.id } } as const;
  const way: Way = { when: ['choosing'], option: option.id, to: leads(option) ? 'inside' : 'passed', do: [note] };
  if (option.end === undefined) return way;
  const reason = option.end === 'stopped' ? 'chosen-stop' : 'chosen-success';
  return { ...way, do: [note, { type: 'halt', params: { lane, reason } }] };
};
