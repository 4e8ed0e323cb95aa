import type { CardView } from '#domain/card-view.ts';
import type { RunView } from '#domain/run-view.ts';
import type { Announcements, Drawing, Messages } from '#engine/api.ts';
import type { AnnouncementRow, MessageRow } from '#engine/message-rows.ts';
import { run, TEXTS } from './samples.ts';

interface Kept<Row> {
  row: Row;
  isClaimed: boolean;
}

/** What runs want to be shown, kept as the store keeps it, in memory. */
export interface Desk {
  readonly messages: Messages;
  readonly announcements: Announcements;
  readonly rows: Map<string, Kept<MessageRow>>;
  /** A run is there, or another picture of it; each card is a message of its own. */
  change(id: string, more?: Partial<RunView>, cards?: readonly CardView[]): void;
  announce(row: AnnouncementRow): void;
  rowOf(id: string, purpose: string): MessageRow | undefined;
  onChange(listener: () => void): void;
  /** Nothing is behind and nothing unsaid. */
  settled(): Promise<void>;
}

const kindOf = ({ kind }: CardView): MessageRow['kind'] =>
  kind === 'approval' || kind === 'manual' || kind === 'choice' ? 'ask' : kind;

/** @param scale how many times faster than real time what failed is due again */
export function createDesk(channel: string, raisedAt: number, scale = 100): Desk {
  const rows = new Map<string, Kept<MessageRow>>();
  const said = new Map<string, Kept<AnnouncementRow>>();
  const views = new Map<string, RunView>();
  const listeners: (() => void)[] = [];

  const changed = (): void => {
    for (const listener of listeners) listener();
  };
  const want = (id: string, purpose: string, kind: MessageRow['kind']): void => {
    const fresh = { run: id, surface: 'practice', purpose, kind, lane: 'kafka', turn: 3, facts: {} } as const;
    const kept = rows.get(`${id}:${purpose}`) ?? {
      row: { ...fresh, wanted: 0, posted: 0, raisedAt },
      isClaimed: false,
    };
    kept.row = { ...kept.row, wanted: kept.row.wanted + 1 };
    rows.set(`${id}:${purpose}`, kept);
  };
  const later = (kept: Kept<unknown>, retryIn: number): void => {
    const again = (): void => {
      kept.isClaimed = false;
      changed();
    };
    setTimeout(again, retryIn / scale);
  };
  const keptOf = ({ run: id, purpose }: MessageRow): Kept<MessageRow> => {
    const kept = rows.get(`${id}:${purpose}`);
    if (!kept) throw new Error(`There is no message ${purpose} of ${id}.`);
    return kept;
  };
  const drawingOf = (row: MessageRow): Drawing => {
    const view = views.get(row.run);
    if (!view) throw new Error(`There is no run ${row.run}.`);
    const card = view.cards.find(({ purpose }) => purpose === row.purpose);
    const root = rows.get(`${row.run}:root`)?.row;
    const at = root?.ts && root.channel ? { root: { channel: root.channel, ts: root.ts } } : {};
    return { row, view, channel, ...(card ? { card } : {}), ...at };
  };
  const without = <Row extends { readonly triedAt?: number }>({ triedAt: _, ...row }: Row) => row;

  return {
    rows,
    change(id, more = {}, cards = views.get(id)?.cards ?? []) {
      const known = views.get(id) ?? run(TEXTS.typical, { run: id, cards: [] });
      const view = { ...known, ...more, cards, revision: known.revision + 1 };
      views.set(id, view);
      want(id, 'root', 'root');
      for (const card of cards) want(id, card.purpose, kindOf(card));
      changed();
    },
    announce(row) {
      said.set(row.key, { row, isClaimed: false });
      changed();
    },
    rowOf: (id, purpose) => rows.get(`${id}:${purpose}`)?.row,
    onChange: (listener) => void listeners.push(listener),
    settled: () =>
      new Promise((resolve) => {
        const look = (): void => {
          const isShown = [...rows.values()].every(({ row }) => row.posted >= row.wanted);
          if (isShown && [...said.values()].every(({ row }) => row.ts !== undefined)) resolve();
        };
        listeners.push(look);
        look();
      }),
    messages: {
      async claim(limit, which) {
        const stands = (id: string) => rows.get(`${id}:root`)?.row.ts !== undefined;
        const due = [...rows.values()]
          .filter(({ row, isClaimed }) => row.posted < row.wanted && !isClaimed)
          .filter(({ row }) => (row.ts === undefined) === (which === 'new'))
          .filter(({ row }) => row.kind === 'root' || stands(row.run))
          .sort((a, b) => Number(a.row.kind === 'root') - Number(b.row.kind === 'root'))
          .slice(0, limit);
        for (const kept of due) kept.isClaimed = true;
        return due.map(({ row }) => drawingOf(row));
      },
      async tried({ row }) {
        const kept = keptOf(row);
        kept.row = { ...kept.row, triedAt: 1 };
      },
      async posted({ row }, at) {
        const kept = keptOf(row);
        if (kept.row.posted > row.wanted) kept.row = { ...kept.row, wanted: kept.row.wanted + 1 };
        else {
          kept.row = { ...without(kept.row), ...at, posted: row.wanted };
          kept.isClaimed = false;
        }
        changed();
      },
      async failed({ row }, retryIn, tried) {
        const kept = keptOf(row);
        if (tried === 'absent') kept.row = without(kept.row);
        later(kept, retryIn);
      },
    },
    announcements: {
      async claim(limit) {
        const due = [...said.values()].filter(({ row, isClaimed }) => !row.ts && !isClaimed).slice(0, limit);
        for (const kept of due) kept.isClaimed = true;
        return due.map(({ row }) => row);
      },
      async tried({ key }) {
        const kept = said.get(key);
        if (kept) kept.row = { ...kept.row, triedAt: 1 };
      },
      async posted({ key }, at) {
        const kept = said.get(key);
        if (kept) kept.row = { ...without(kept.row), ...at };
        changed();
      },
      async failed({ key }, retryIn, tried) {
        const kept = said.get(key);
        if (!kept) return;
        if (tried === 'absent') kept.row = without(kept.row);
        later(kept, retryIn);
      },
    },
  };
}
