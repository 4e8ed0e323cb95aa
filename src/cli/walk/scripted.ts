import type { CardView } from '#domain/card-view.ts';
import type { Verb } from '#engine/api.ts';
import { usage } from '../command.ts';
import { type Choice, isVerb, verbs } from './choices.ts';
import type { Decider } from './decider.ts';

/** `bob:approve:kafka`, `bob:choose=drain:which`, `alice:done=ticket=OPS-1:call`: who does what at which step; `*` is any step. */
interface Line {
  readonly who: string;
  readonly verb: Verb;
  readonly step: string;
  readonly option?: string;
  /** `name=value`, several with commas between them. */
  readonly fields?: Readonly<Record<string, string>>;
}

function parseLine(text: string): Line {
  const [who = '', what = '', step = '*', ...rest] = text.split(':');
  const [verb = '', more] = splitAt(what, '=');
  if (who === '' || step === '' || rest.length > 0 || !isVerb(verb))
    throw usage(`"${text}" is not an answer like bob:approve:* (who, what, step).`, `What: ${verbs.join(', ')}.`);
  if (verb !== 'done' && (verb === 'choose') !== (more !== undefined))
    throw usage(`"${text}" has to say which option it chooses, like bob:choose=drain:${step}.`);
  return { who, verb, step, ...moreOf(verb, more) };
}

const splitAt = (text: string, sign: string): readonly [string, string | undefined] => {
  const at = text.indexOf(sign);
  return at < 0 ? [text, undefined] : [text.slice(0, at), text.slice(at + 1)];
};

function moreOf(verb: Verb, more: string | undefined): Pick<Line, 'option' | 'fields'> {
  if (more === undefined) return {};
  if (verb === 'choose') return { option: more };
  const pairs = more.split(',').map((pair) => splitAt(pair, '='));
  return { fields: Object.fromEntries(pairs.map(([name, value]) => [name, value ?? ''])) };
}

const fits = ({ step }: Line, card: CardView): boolean => step === '*' || step === card.step.id;

const saidBy = ({ option, fields }: Line, { noted, typed }: Choice) => ({
  ...(noted ? { note: 'As the script says.' } : {}),
  ...(option === undefined ? {} : { option }),
  ...(fields ? { fields } : {}),
  ...(typed === undefined ? {} : { typed }),
});

/** People who answer by a script. Each line answers a card once; a card that no line is left for is answered by `last` with Stop. */
export function scripted(
  texts: readonly string[],
  people: { readonly id: (who: string) => string; readonly last: string },
): Decider {
  const lines = texts.map(parseLine).map((line) => ({ ...line, by: people.id(line.who) }));
  const used = new Set<string>();
  return async ({ card, choices, view }) => {
    for (const [place, line] of lines.entries()) {
      const choice = choices.find(({ verb, option }) => verb === line.verb && option === line.option);
      const use = `${place} ${card.value}`;
      if (!choice || used.has(use) || !fits(line, card)) continue;
      used.add(use);
      return { by: line.by, verb: choice.verb, value: choice.value, ...saidBy(line, choice) };
    }
    return { by: people.last, verb: 'stop', value: view.run };
  };
}
