import type { CardView } from '#domain/run-view.ts';
import type { Verb } from '#engine/api.ts';
import { usage } from '../command.ts';
import { isVerb, verbs } from './choices.ts';
import type { Decider } from './decider.ts';

/** `bob:approve:kafka`: who does what at which step; `*` is any step. */
interface Line {
  readonly who: string;
  readonly verb: Verb;
  readonly step: string;
}

function parseLine(text: string): Line {
  const [who = '', typed = '', step = '*', ...more] = text.split(':');
  if (who === '' || step === '' || more.length > 0 || !isVerb(typed))
    throw usage(`"${text}" is not an answer like bob:approve:* (who, what, step).`, `What: ${verbs.join(', ')}.`);
  return { who, verb: typed, step };
}

const fits = ({ step }: Line, card: CardView): boolean => step === '*' || step === card.step.id;

/** People who answer by a script. Each line answers a card once; a card that no line is left for is answered by `last` with Stop. */
export function scripted(
  texts: readonly string[],
  people: { readonly id: (who: string) => string; readonly last: string },
): Decider {
  const lines = texts.map(parseLine).map((line) => ({ ...line, by: people.id(line.who) }));
  const used = new Set<string>();
  return async ({ card, choices, view }) => {
    for (const [place, line] of lines.entries()) {
      const choice = choices.find(({ verb }) => verb === line.verb);
      const use = `${place} ${card.value}`;
      if (!choice || used.has(use) || !fits(line, card)) continue;
      used.add(use);
      const note = choice.noted ? { note: 'As the script says.' } : {};
      return { by: line.by, verb: choice.verb, value: choice.value, ...note };
    }
    return { by: people.last, verb: 'stop', value: view.run };
  };
}
