import { joined, link, type Mrkdwn, md, oneLine, paragraph } from './mrkdwn.ts';

const LINK = String.raw`\[(?<words>[^\]\n]+)\]\((?<url>https?:\/\/[^\s()]+)\)`;
/** Not within a word: there Slack shows its own mark as it is. */
const BOLD = String.raw`(?<![\p{L}\p{N}])(?<mark>\*\*|__)(?<bold>\S(?:.*?\S)?)\k<mark>(?![\p{L}\p{N}])`;
const MARKED = new RegExp(`${LINK}|${BOLD}`, 'gu');

type Marked = Readonly<Record<'words' | 'url' | 'bold', string | undefined>>;

const drawn = ({ words, url, bold }: Marked): Mrkdwn =>
  bold === undefined ? link(url ?? '', words ?? '') : md`*${inline(bold)}*`;

function inline(text: string): Mrkdwn {
  const parts: Mrkdwn[] = [];
  let from = 0;
  for (const found of text.matchAll(MARKED)) {
    parts.push(paragraph(text.slice(from, found.index)), drawn(found.groups as Marked));
    from = found.index + found[0].length;
  }
  return joined([...parts, paragraph(text.slice(from))], '');
}

/** The Markdown of a runbook in Slack's markup: bold, links, headings and lists; other marks stand as they are. */
export function markdown(text: string): Mrkdwn {
  const lines = text.split('\n').map((line) => {
    if (line.trim() === '') return md` `;
    const heading = /^#{1,6}\s+(.*)$/.exec(line);
    if (heading) return md`*${heading[1] ?? ''}*`;
    return inline(line.replace(/^(\s*)[-*]\s+/, '$1• '));
  });
  return joined(lines, '\n');
}

/** The same without its marks, on one line, for a notification. */
export const withoutMarks = (text: string): string =>
  oneLine(
    text
      .replaceAll(new RegExp(LINK, 'gu'), '$<words>')
      .replaceAll(new RegExp(BOLD, 'gu'), '$<bold>')
      .replaceAll(/^#{1,6}\s+/gm, ''),
  );
