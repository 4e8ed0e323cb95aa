import { sayDuration } from '#domain/duration.ts';
import type { RunView, Span } from '#domain/run-view.ts';

/** Pixels. */
const WIDTH = 1_000;
const LEFT = 300;
const RIGHT = 24;
const TOP = 84;
const ROW = 34;
const BAR = 18;
const BELOW = 52;
/** A stretch of a second can still be seen in a run of a day. */
const THINNEST = 3;

const COLOURS: Readonly<Record<Span['kind'], string>> = {
  asked: '#e0a82e',
  waiting: '#9aa3ad',
  working: '#3f8f5f',
  held: '#c2552d',
};
const WORDS: Readonly<Record<Span['kind'], string>> = {
  asked: 'asked people',
  waiting: 'waited for another run',
  working: 'worked and proved',
  held: 'held for somebody',
};
const FAILED = '#b3261e';
const INK = '#1d2330';
const QUIET = '#5b6472';
const LINE = '#dde1e6';

/** XML cannot hold control characters, not even escaped ones. */
const escaped = (text: string): string =>
  text.replace(/\p{Cc}/gu, ' ').replace(/[&<>"']/g, (sign) => `&#${sign.charCodeAt(0)};`);

const cut = (text: string, most: number): string => (text.length <= most ? text : `${text.slice(0, most - 1)}…`);

interface Look {
  readonly size?: number;
  readonly fill?: string;
  readonly weight?: 'bold';
  readonly anchor?: 'middle' | 'end';
}

const words = (text: string, x: number, y: number, { size = 13, fill = INK, weight, anchor }: Look = {}): string =>
  `<text x="${x}" y="${y}" font-size="${size}" fill="${fill}"${weight ? ` font-weight="${weight}"` : ''}${anchor ? ` text-anchor="${anchor}"` : ''}>${escaped(text)}</text>`;

const SECOND = 1_000;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;
const STEPS = [
  5 * SECOND,
  15 * SECOND,
  30 * SECOND,
  MINUTE,
  2 * MINUTE,
  5 * MINUTE,
  10 * MINUTE,
  30 * MINUTE,
  HOUR,
  3 * HOUR,
  6 * HOUR,
] as const;
const MOST_TICKS = 8;

const clock = (at: number, step: number): string => new Date(at).toISOString().slice(11, step < MINUTE ? 19 : 16);

interface Axis {
  readonly from: number;
  readonly to: number;
  readonly x: (at: number) => number;
}

function axisOf({ startedAt, endedAt }: RunView, spans: readonly Span[]): Axis {
  const from = Math.min(startedAt, ...spans.map((span) => span.from));
  const to = Math.max(endedAt ?? from, from + SECOND, ...spans.map((span) => span.to));
  const scale = (WIDTH - LEFT - RIGHT) / (to - from);
  return { from, to, x: (at) => Math.round((LEFT + (at - from) * scale) * 10) / 10 };
}

function ticks({ from, to, x }: Axis, bottom: number): readonly string[] {
  const step = STEPS.find((each) => (to - from) / each <= MOST_TICKS) ?? 24 * HOUR;
  const first = Math.ceil(from / step) * step;
  const times = Array.from({ length: Math.floor((to - first) / step) + 1 }, (_, index) => first + index * step);
  return times.flatMap((at) => [
    `<line x1="${x(at)}" x2="${x(at)}" y1="${TOP - 8}" y2="${bottom}" stroke="${LINE}"/>`,
    words(clock(at, step), x(at), TOP - 14, { size: 11, fill: QUIET, anchor: 'middle' }),
  ]);
}

function bar({ kind, from, to, outcome }: Span, axis: Axis, y: number): string {
  const x = axis.x(from);
  const width = Math.max(THINNEST, axis.x(to) - x);
  const fill = kind === 'working' && outcome === 'failed' ? FAILED : COLOURS[kind];
  return `<rect x="${x}" y="${y}" width="${Math.round(width * 10) / 10}" height="${BAR}" rx="3" fill="${fill}"/>`;
}

function rows(spans: readonly Span[], axis: Axis): readonly string[] {
  const steps = [...Map.groupBy(spans, ({ step }) => step.number).values()];
  return steps.flatMap((own, index) => {
    const y = TOP + index * ROW;
    const [first] = own;
    const title = first ? `${first.step.number}. ${first.step.title}` : '';
    const outcome = own.findLast((span) => span.outcome)?.outcome;
    const note = outcome && outcome !== 'passed' ? ` (${outcome})` : '';
    return [words(cut(title, 38 - note.length) + note, 16, y + 14), ...own.map((span) => bar(span, axis, y))];
  });
}

function legend(y: number): readonly string[] {
  const kinds = Object.keys(COLOURS) as readonly Span['kind'][];
  return kinds.flatMap((kind, index) => {
    const x = LEFT + index * 172;
    return [
      `<rect x="${x}" y="${y - 10}" width="12" height="12" rx="2" fill="${COLOURS[kind]}"/>`,
      words(WORDS[kind], x + 18, y, { size: 12, fill: QUIET }),
    ];
  });
}

const outcomeOf = ({ receipt, headline, short }: RunView): string =>
  receipt ? `${receipt.headline} after ${sayDuration(receipt.duration)} · run ${short}` : `${headline} · run ${short}`;

/** When what happened in a run, a row for each step: an SVG of its own, times in UTC. */
export function timelineSvg(run: RunView): string {
  const spans = run.receipt?.timeline ?? [];
  const axis = axisOf(run, spans);
  const bottom = TOP + Math.max(1, new Set(spans.map(({ step }) => step.number)).size) * ROW;
  const height = bottom + BELOW;
  const day = new Date(run.startedAt).toISOString().slice(0, 10);
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" width="${WIDTH}" height="${height}" viewBox="0 0 ${WIDTH} ${height}" role="img" font-family="DejaVu Sans, system-ui, sans-serif">`,
    `<title>${escaped(`${run.title} in ${run.environment.id}`)}</title>`,
    `<rect width="${WIDTH}" height="${height}" fill="#fff"/>`,
    words(cut(`${run.title} · ${run.environment.id}`, 90), 16, 28, { size: 17, weight: 'bold' }),
    words(`${outcomeOf(run)} · ${day}, UTC`, 16, 48, { size: 12, fill: QUIET }),
    ...ticks(axis, bottom),
    ...(spans.length === 0 ? [words('Nothing was done.', 16, TOP + 14, { fill: QUIET })] : rows(spans, axis)),
    ...legend(bottom + 30),
    '</svg>',
    '',
  ].join('\n');
}
