import type { Box, Picture, Way } from './picture.ts';

/** The picture as a Mermaid flowchart, which GitHub, GitLab and many wikis draw by themselves. */
export const mermaid = ({ boxes, ways }: Picture): string =>
  ['flowchart TD', ...boxes.flatMap((box) => boxLines(box, '  ')), ...ways.map(wayLine), ...classes, ''].join('\n');

/** Step ids hold `~` and `-`, which Mermaid reads as links. */
const idOf = (id: string): string => `s_${id.replace(/[^A-Za-z0-9_]/g, (sign) => `_${sign.charCodeAt(0)}_`)}`;

/** Mermaid has entity codes of its own: `#quot;`. Everything that it, Markdown or HTML could read is one. */
const text = (plain: string): string =>
  plain.replace(/[^\p{L}\p{N} .,:;()/·…?!'_=@+-]/gu, (sign) => `#${sign.codePointAt(0)};`);

const shapes: Readonly<Partial<Record<Box['kind'], readonly [string, string]>>> = {
  start: ['([', '])'],
  end: ['([', '])'],
  choose: ['{{', '}}'],
  check: ['[/', '/]'],
};

function boxLines(box: Box, indent: string): readonly string[] {
  const words = [box.title, ...box.lines].map(text);
  if (box.inside)
    return [
      `${indent}subgraph ${idOf(box.id)}["${words.join(' — ')}"]`,
      ...box.inside.flatMap((inner) => boxLines(inner, `${indent}  `)),
      `${indent}end`,
    ];
  const [open, close] = shapes[box.kind] ?? ['[', ']'];
  return [`${indent}${idOf(box.id)}${open}"${words.join('<br/>')}"${close}:::${box.kind}`];
}

const arrows: Readonly<Record<Way['kind'], string>> = { next: '-->', otherwise: '-.->', failure: '-.->' };

const wayLine = ({ from, to, label, kind }: Way): string =>
  `  ${idOf(from)} ${arrows[kind]}${label === undefined ? '' : `|"${text(label)}"|`} ${idOf(to)}`;

/** Borders only: the fill is the theme's, so that it can be read in the light and in the dark. */
const classes = [
  '  classDef action stroke:#d97706,stroke-width:2px',
  '  classDef undo stroke:#d97706,stroke-width:2px,stroke-dasharray:4',
  '  classDef check stroke:#2563eb',
  '  classDef manual stroke:#7c3aed,stroke-width:2px',
  '  classDef choose stroke:#7c3aed,stroke-width:2px',
];
