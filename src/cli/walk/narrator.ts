import type { CardView } from '#domain/card-view.ts';
import type { RunView, StepView } from '#domain/run-view.ts';
import type { Io } from '../io.ts';
import { cardText, closedText } from '../text/card.ts';
import { stepText } from '../text/run.ts';

/** What a card says better, or what is said once the step begins. */
const unsaid: readonly StepView['status'][] = ['pending', 'waiting'];

/** Says of each view what the ones before did not say: a card once it is raised and once it is over, a step when it begins and whenever it comes to something. */
export function createNarrator(io: Io): (view: RunView) => void {
  const said = new Map<string, string>();
  const tell = (key: string, state: string, lines: readonly string[]): void => {
    if (said.get(key) === state) return;
    said.set(key, state);
    for (const line of lines) io.out(line);
  };
  const tellCard = ({ closed, ...card }: CardView): void => {
    if (!said.has(card.value)) tell(card.value, 'open', ['', ...cardText(card)]);
    if (closed) tell(card.value, 'closed', [`  ${closedText(closed)}`]);
  };
  return ({ steps, cards }) => {
    for (const { detail: _, ...step } of steps.filter(({ status }) => !unsaid.includes(status)))
      tell(`step ${step.id}`, step.status, [stepText(step)]);
    cards.forEach(tellCard);
  };
}
