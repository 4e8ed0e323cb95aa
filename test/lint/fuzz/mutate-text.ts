import { corpus } from './corpus.ts';
import { hostileWord } from './hostile.ts';
import type { Random } from './random.ts';

export function randomBytes({ below, pick }: Random): string {
  const bytes = Uint8Array.from({ length: below(400) }, () => below(256));
  return Buffer.from(bytes).toString(pick(['utf8', 'latin1', 'utf16le', 'ascii'] as const));
}

/** A text of the repo, cut, spliced with another, doubled in parts, or with something put into it. */
export function mutateText(random: Random): string {
  let text = random.pick(corpus) ?? '';
  for (let change = random.below(4); change >= 0; change--) text = random.pick(changes)(text, random);
  return text;
}

type Change = (text: string, random: Random) => string;

const part = (text: string, { below }: Random): readonly [number, number] => {
  const start = below(text.length + 1);
  return [start, Math.min(text.length, start + below(200))];
};

const changes: readonly [Change, ...Change[]] = [
  (text, { below }) => text.slice(0, below(text.length + 1)),
  (text, random) => {
    const [start, end] = part(text, random);
    return text.slice(0, start) + text.slice(end);
  },
  (text, random) => {
    const [start, end] = part(text, random);
    return text.slice(0, end) + text.slice(start, end).repeat(1 + random.below(3)) + text.slice(end);
  },
  (text, random) => {
    const other = random.pick(corpus) ?? '';
    return text.slice(0, random.below(text.length + 1)) + other.slice(random.below(other.length + 1));
  },
  (text, random) => {
    const at = random.below(text.length + 1);
    return text.slice(0, at) + hostileWord(random) + text.slice(at + random.below(2));
  },
  (text, { below, pick }) => {
    const at = below(text.length + 1);
    return (
      text.slice(0, at) +
      pick(['{', '}', '[', ']', ':', '- ', '"', "'", '#', '|', '>', '\n', '\r', '\t', '  ', '\\']) +
      text.slice(at)
    );
  },
  (text, { below }) => {
    const lines = text.split('\n');
    const [line = ''] = lines.splice(below(lines.length), 1);
    lines.splice(below(lines.length + 1), 0, line);
    return lines.join('\n');
  },
];
