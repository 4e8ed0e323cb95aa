import { type Layout, layout, type PlacedBox, type PlacedWay } from './layout.ts';
import type { Picture } from './picture.ts';
import { LINE } from './text.ts';

/** The picture as an SVG of its own: no script, no fonts from elsewhere, light or dark as the viewer is. */
export const svg = async (picture: Picture): Promise<string> => drawn(await layout(picture));

/** XML cannot hold control characters, not even escaped ones. */
const escaped = (text: string): string =>
  text.replace(/\p{Cc}/gu, ' ').replace(/[&<>"']/g, (sign) => `&#${sign.charCodeAt(0)};`);

const drawn = ({ title, width, height, boxes, ways }: Layout): string =>
  [
    `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}" viewBox="0 0 ${width} ${height}" role="img">`,
    `<title>${escaped(title)}</title>`,
    `<style>${style}</style>`,
    markers,
    `<rect class="page" width="${width}" height="${height}"/>`,
    ...boxes.filter(({ isAround }) => isAround).map(box),
    ...ways.map(line),
    ...boxes.filter(({ isAround }) => !isAround).map(box),
    ...boxes.filter(({ isAround }) => isAround).map(words),
    ...boxes.filter(({ isAround }) => !isAround).map(words),
    ...ways.map(label),
    '</svg>',
    '',
  ].join('\n');

const kinds = ['next', 'otherwise', 'failure'] as const;

const markers = `<defs>${kinds
  .map(
    (kind) =>
      `<marker id="arrow-${kind}" class="${kind}" viewBox="0 0 8 8" refX="7" refY="4" markerWidth="8" markerHeight="8" orient="auto"><path d="M0,0 L8,4 L0,8 z"/></marker>`,
  )
  .join('')}</defs>`;

const isRound = ({ kind }: PlacedBox): boolean => kind === 'start' || kind === 'end';

function box(placed: PlacedBox): string {
  const { kind, isAround, x, y, width, height } = placed;
  const bar =
    isAround || isRound(placed) ? '' : `<rect class="bar" x="${x}" y="${y}" width="6" height="${height}" rx="3"/>`;
  const corner = isRound(placed) ? height / 2 : 6;
  return `<g class="${isAround ? 'around' : kind}"><rect class="box" x="${x}" y="${y}" width="${width}" height="${height}" rx="${corner}"/>${bar}</g>`;
}

/** Above the ways, which may cross the head of a box around others. */
function words(placed: PlacedBox): string {
  const { title, lines, isAround, x, y, width } = placed;
  const anchor = isRound(placed) ? ` x="${x + width / 2}" text-anchor="middle"` : ` x="${x + 18}"`;
  const rows = [...title.map((text) => ({ text, of: 'title' })), ...lines.map((text) => ({ text, of: 'line' }))];
  return rows
    .map(
      ({ text, of }, i) =>
        `<text class="${of}${isAround ? ' halo' : ''}"${anchor} y="${y + 22 + i * LINE}">${escaped(text)}</text>`,
    )
    .join('');
}

const line = ({ kind, points }: PlacedWay): string =>
  `<polyline class="way ${kind}" points="${points.map(({ x, y }) => `${x},${y}`).join(' ')}" marker-end="url(#arrow-${kind})"/>`;

function label({ label: placed }: PlacedWay): string {
  if (!placed) return '';
  const { x, y, width, height, lines } = placed;
  const words = lines.map(
    (text, i) => `<text class="label" x="${x + 2}" y="${y + 13 + i * LINE}">${escaped(text)}</text>`,
  );
  return `<rect class="page" x="${x}" y="${y}" width="${width}" height="${height}"/>${words.join('')}`;
}

const style = `
svg{--page:#fff;--box:#fff;--around:#f6f7f9;--edge:#c9ced6;--text:#1d2330;--quiet:#5b6472;--way:#8a93a1;--fail:#c2410c;--change:#d97706;--read:#2563eb;--person:#7c3aed;--other:#94a3b8;
font:13px system-ui,-apple-system,"Segoe UI",Roboto,"Helvetica Neue",Arial,sans-serif}
@media (prefers-color-scheme:dark){svg{--page:#12161d;--box:#1c222c;--around:#171c25;--edge:#3a4453;--text:#e8ebf0;--quiet:#a3adbb;--way:#6b7686;--fail:#fb923c;--change:#f59e0b;--read:#60a5fa;--person:#a78bfa;--other:#64748b}}
.page{fill:var(--page)}.box{fill:var(--box);stroke:var(--edge)}.around .box{fill:var(--around)}
.title{fill:var(--text);font-weight:600}.line,.label{fill:var(--quiet)}.label{font-size:12px}.halo{paint-order:stroke;stroke:var(--around);stroke-width:5px}
.bar{fill:var(--other)}.action .bar,.undo .bar{fill:var(--change)}.check .bar{fill:var(--read)}.manual .bar,.choose .bar{fill:var(--person)}
.undo .box{stroke-dasharray:4 3}
.way{fill:none;stroke:var(--way);stroke-width:1.5}.way.otherwise{stroke-dasharray:5 4}.way.failure{stroke:var(--fail);stroke-dasharray:5 4}
marker path{fill:var(--way)}marker.failure path{fill:var(--fail)}`.trim();
