import type { Closed } from '#domain/card-view.ts';
import type { Span } from '#domain/run-view.ts';
import type { Step } from '#domain/runbook.ts';
import type { MessageRow } from '../message-rows.ts';
import { allPutBack } from '../put-back.ts';
import type { ResultRow } from '../rows.ts';
import { pathTo } from '../run.ts';
import { text } from './card-base.ts';
import { type Seen, topSteps } from './seen.ts';
import { stepViews } from './steps.ts';

/** A stretch of one instance's time. */
interface Stretch {
  readonly step: string;
  readonly instance: string;
  readonly kind: Span['kind'];
  readonly from: number;
  readonly to: number;
}

/** When what happened, oldest first: of each top-level step, what its instances did side by side is one span. */
export function timelineOf(seen: Seen): readonly Span[] {
  const people = seen.messages.flatMap((message) => waitedFor(seen, message));
  const stretches = [...people, ...seen.results.flatMap((row) => worked(seen, row, people))];
  const views = new Map(stepViews(seen).map((view) => [view.id, view]));
  return topSteps(seen.loaded)
    .flatMap((step) => {
      const own = stretches.filter((one) => pathTo(seen.loaded.definition, one.step)[0]?.id === step.id);
      const { number = 0, title = step.id } = views.get(step.id) ?? {};
      const spans = kinds.flatMap((kind) => joined(own.filter((one) => one.kind === kind))).sort(inTime);
      const outcome = outcomeOf(seen, step, views.get(step.id)?.status);
      return spans.map(({ kind, from, to }, i): Span => {
        const isLast = i === spans.length - 1 && outcome !== undefined;
        return { step: { number, title }, kind, from, to, ...(isLast ? { outcome } : {}) };
      });
    })
    .sort(inTime);
}

type Between = Pick<Stretch, 'from' | 'to'>;

const kinds: readonly Span['kind'][] = ['asked', 'waiting', 'working', 'held'];
const inTime = (a: Between, b: Between): number => a.from - b.from || a.to - b.to;

const endOf = ({ loaded, events }: Seen): number => loaded.row.endedAt ?? events.at(-1)?.at ?? loaded.row.startedAt;

const asked: Partial<Record<MessageRow['kind'], Span['kind']>> = {
  ask: 'asked',
  lock: 'waiting',
  held: 'held',
  unclear: 'held',
};

/** From when a card was raised until it was closed. */
function waitedFor(seen: Seen, { kind: card, facts, raisedAt, closed }: MessageRow): readonly Stretch[] {
  const kind = asked[card];
  if (!kind) return [];
  const to = Number(closed?.['at'] ?? endOf(seen));
  return [{ kind, step: text(facts['step']), instance: text(facts['instance']), from: raisedAt, to }];
}

const readers: ReadonlySet<Step['kind']> = new Set(['check', 'wait']);

/** Of a change from each attempt's first request, of what only reads from its start, until somebody is needed or it is over. */
function worked(seen: Seen, row: ResultRow, people: readonly Stretch[]): readonly Stretch[] {
  const { step, instance } = row;
  const kind = pathTo(seen.loaded.definition, step).at(-1)?.kind;
  const reads = kind !== undefined && readers.has(kind);
  const waits = people.filter((one) => one.instance === instance);
  const isLeftOut = row.outcome === 'skipped' && waits.length === 0;
  const begun = reads && !isLeftOut ? [row.startedAt] : firstSent(seen, instance);
  return [...begun, ...takenUp(seen, instance, reads)].map((from) => {
    // An ask that was answered in the same millisecond came before.
    const stops = waits.flatMap((one) => (one.from >= from && one.to > from ? [one.from] : []));
    const to = Math.min(...stops, row.endedAt ?? endOf(seen));
    return { step, instance, kind: 'working', from, to: Math.max(from, to) };
  });
}

function firstSent({ attempts }: Seen, instance: string): readonly number[] {
  const first = new Map<number, number>();
  for (const one of attempts)
    if (one.instance === instance) first.set(one.attempt, Math.min(first.get(one.attempt) ?? one.begunAt, one.begunAt));
  return [...first.values()];
}

const wentOn: readonly Closed['how'][] = ['looked-again', 'said-applied'];

/** When a held step went on with nothing sent anew: a change is looked at again, what only reads begins again with a retry as well. */
const takenUp = ({ messages }: Seen, instance: string, reads: boolean): readonly number[] =>
  messages.flatMap(({ kind, facts, closed }) => {
    const how = closed?.['how'] as Closed['how'] | undefined;
    const isOwn = (kind === 'held' || kind === 'unclear') && facts['instance'] === instance;
    return isOwn && how && (wentOn.includes(how) || (reads && how === 'retried')) ? [Number(closed?.['at'])] : [];
  });

/** Those that overlap are one. */
function joined(stretches: readonly Stretch[]): readonly Stretch[] {
  const spans: Stretch[] = [];
  for (const next of [...stretches].sort(inTime)) {
    const last = spans.at(-1);
    if (last && next.from < last.to) spans[spans.length - 1] = { ...last, to: Math.max(last.to, next.to) };
    else spans.push(next);
  }
  return spans;
}

function outcomeOf({ results }: Seen, step: Step, status: string | undefined): Span['outcome'] | undefined {
  const row = results.find(({ instance }) => instance === step.id);
  if (row && allPutBack(step, row, results)) return 'undone';
  return outcomes.find((outcome) => outcome === status);
}

const outcomes = ['passed', 'skipped', 'failed', 'halted'] as const;
