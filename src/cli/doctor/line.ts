import { asFailure, forPeople } from '#domain/failure.ts';
import { type Exit, exit } from '../exit.ts';

/** What was looked at. `found`: somebody has to do something; `unable`: it could not be looked at; `left`: it was not, for a reason that is no mistake. */
export interface Line {
  readonly state: 'fine' | 'found' | 'unable' | 'left';
  /** What it is about, and how it is; where it is not fine, what to do. */
  readonly text: string;
}

export const fine = (text: string): Line => ({ state: 'fine', text });
export const found = (text: string): Line => ({ state: 'found', text });
export const left = (text: string): Line => ({ state: 'left', text });

const marks: Readonly<Record<Line['state'], string>> = { fine: '✓', found: '✗', unable: '✗', left: '–' };

export const sayLine = ({ state, text }: Line): string => `${marks[state]} ${text}`;

/** What a look at something says, or why it failed: what is not reachable could not be looked at, what refuses wants something done. */
export async function look(what: string, at: () => Promise<Line | readonly Line[]>): Promise<readonly Line[]> {
  try {
    return [await at()].flat();
  } catch (thrown) {
    const failure = asFailure(thrown);
    const isOurs = failure.kind === 'user' || failure.kind === 'refused';
    return [{ state: isOurs ? 'found' : 'unable', text: `${what}: ${forPeople(failure)}` }];
  }
}

export function exitFor(lines: readonly Line[]): Exit {
  if (lines.some(({ state }) => state === 'unable')) return exit.unable;
  return lines.some(({ state }) => state === 'found') ? exit.found : exit.fine;
}
