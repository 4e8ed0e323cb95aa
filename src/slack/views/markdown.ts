import { joined, link, type Mrkdwn, md, paragraph } from './mrkdwn.ts';

const LINK = /\[([^\]\n]+)\]\((https?:\/\/[^\s()]+)\)/g;

function inline(text: string): Mrkdwn {
  const parts: Mrkdwn[] = [];
  let from = 0;
  for (const found of text.matchAll(LINK)) {
    parts.push(paragraph(text.slice(from, found.index)), link(found[2] ?? '', found[1] ?? ''));
    from = found.index + found[0].length;
  }
  return joined([...parts, paragraph(text.slice(from))], '');
}

/** The Markdown of a manual step in Slack's markup: links, headings and lists; other marks are taken off. */
export function markdown(text: string): Mrkdwn {
  const lines = text.split('\n').map((line) => {
    if (line.trim() === '') return md` `;
    const heading = /^#{1,6}\s+(.*)$/.exec(line);
    if (heading) return md`*${heading[1] ?? ''}*`;
    return inline(line.replace(/^(\s*)[-*]\s+/, '$1• ').replace(/(\*\*|__)(.+?)\1/g, '$2'));
  });
  return joined(lines, '\n');
}
