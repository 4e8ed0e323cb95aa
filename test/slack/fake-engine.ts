import type { CardView } from '#domain/card-view.ts';
import type { Environment } from '#domain/config.ts';
import type { RunView } from '#domain/run-view.ts';
import type {
  Answer,
  Decision,
  Drawing,
  Engine,
  FollowUp,
  Form,
  Refused,
  RunSummary,
  Scheduled,
  StartRequest,
} from '#engine/api.ts';
import type { MessageRow } from '#engine/message-rows.ts';
import { ALICE, approval, fullPlan, inputsOf, receipt, run, TEXTS } from './samples.ts';

/** An engine of one runbook with one step, which keeps what it was asked and shows it as the real one does. */
export interface FakeEngine extends Engine {
  readonly started: StartRequest[];
  readonly decided: Decision[];
  /** By run and purpose. */
  readonly rows: Map<string, MessageRow>;
  readonly failed: { readonly purpose: string; readonly retryIn: number }[];
  /** What `followUps` and `schedules` answer. */
  broken: readonly FollowUp[];
  scheduled: readonly Scheduled[];
  /** What the next decisions are answered; approves and stops by itself otherwise. */
  answer: Answer | undefined;
  /** Thrown by whatever is asked next. */
  trouble: Error | undefined;
  view(run: string): Promise<RunView | undefined>;
  /** Changes the run and wants its messages drawn. */
  change(more: Partial<RunView>, cards?: readonly CardView[]): void;
  /** Told about each change. */
  onChange(listener: (run: string) => void): void;
}

const RUN = '01JD8Q4F3W';
const purposes = { root: 'root', approval: 'ask', ended: 'ended' } as const;

const kindOf = ({ kind }: CardView): MessageRow['kind'] =>
  kind === 'approval' || kind === 'manual' || kind === 'choice' ? 'ask' : kind;

const rowOf = (purpose: string, kind: MessageRow['kind'], channel: string): MessageRow => ({
  run: RUN,
  surface: 'slack',
  purpose,
  kind,
  lane: 'kafka',
  turn: 3,
  facts: {},
  wanted: 1,
  posted: 0,
  raisedAt: 0,
  channel,
});

export function createFakeEngine(channel = 'C0PRODOPS'): FakeEngine {
  const texts = TEXTS.typical;
  const rows = new Map<string, MessageRow>();
  const claimed = new Set<string>();
  const listeners: ((run: string) => void)[] = [];
  let view: RunView | undefined;
  let startKey: string | undefined;

  const changed = (): void => {
    for (const listener of listeners) listener(RUN);
  };
  const want = (purpose: string, kind: MessageRow['kind']): void => {
    const row = rows.get(purpose) ?? { ...rowOf(purpose, kind, channel), wanted: 0 };
    rows.set(purpose, { ...row, wanted: row.wanted + 1 });
  };
  const change: FakeEngine['change'] = (more, cards) => {
    if (!view) throw new Error('nothing is running');
    view = { ...view, ...more, ...(cards ? { cards } : {}), revision: view.revision + 1 };
    want(purposes.root, 'root');
    for (const card of view.cards) want(card.purpose, kindOf(card));
    if (view.receipt) want(purposes.ended, 'ended');
    changed();
  };
  const close = ({ verb, by }: Decision): void => {
    const closed = {
      how: verb === 'approve' ? 'approved' : 'stopped',
      at: 1_795_248_300_000,
      by: [{ id: by, name: 'Bob' }],
    } as const;
    const cards = (view?.cards ?? []).map((card) => ({ ...card, closed }));
    change({ phase: 'succeeded', headline: 'Succeeded', endedAt: 1_795_248_372_000, receipt: receipt(texts) }, cards);
  };
  const troubled = <Value>(value: () => Value): Promise<Value> => {
    const trouble = engine.trouble;
    engine.trouble = undefined;
    return trouble ? Promise.reject(trouble) : Promise.resolve(value());
  };
  const drawingOf = (row: MessageRow): Drawing => {
    if (!view) throw new Error('nothing is running');
    const card = view.cards.find(({ purpose }) => purpose === row.purpose);
    const root = rows.get(purposes.root);
    return {
      row,
      view,
      channel,
      ...(card ? { card } : {}),
      ...(root?.ts && root.channel ? { root: { channel: root.channel, ts: root.ts } } : {}),
    };
  };
  const formFor = (environment: string): Form => ({
    runbook: { id: 'kafka-zookeeper-restart', title: 'Restart Kafka', summary: 'Kafka lost Zookeeper.' },
    inputs: inputsOf(texts).map((input) =>
      input.name === 'service' ? { ...input, default: `kafka-${environment}` } : input,
    ),
    choices: { message: ['ecs-svc/8', 'ecs-svc/9'] },
    environment: { id: environment, reason: 'required' } as Environment,
    environments: ['prod', 'staging'],
    notice: `Changes ${environment}.`,
  });

  const summaries = (): readonly RunSummary[] =>
    view ? [{ ...view, runbook: view.runbook.id, environment: view.environment.id, ...rows.get(purposes.root) }] : [];

  const engine: FakeEngine = {
    broken: [],
    scheduled: [],
    started: [],
    decided: [],
    failed: [],
    rows,
    answer: undefined,
    trouble: undefined,
    change,
    onChange: (listener) => void listeners.push(listener),
    offered: () =>
      troubled(() => [{ id: 'kafka-zookeeper-restart', title: 'Restart Kafka', environments: ['prod', 'staging'] }]),
    form: (_, __, runbook, environment = 'prod') =>
      troubled((): Form | Refused =>
        runbook === 'kafka-zookeeper-restart'
          ? formFor(environment)
          : { refused: `There is no runbook "${runbook}" here.` },
      ),
    start: (request) =>
      troubled(() => {
        engine.started.push(request);
        if (request.reason === 'because')
          return {
            problems: [
              { name: 'reason', message: 'Say why now.' },
              { name: 'count', message: 'Too many.' },
              { name: '', message: 'And more.' },
            ],
          };
        const again = startKey === request.startKey;
        startKey = request.startKey;
        if (!again) {
          view = run(texts, { startedBy: { id: request.by, name: 'Alice' }, reason: request.reason, cards: [] });
          change({}, [approval(texts, { purpose: 'kafka:3:ask', value: `${RUN}.kafka@1` })]);
        }
        return { run: RUN, again };
      }),
    decide: (decision) =>
      troubled((): Answer => {
        engine.decided.push(decision);
        if (engine.answer) return engine.answer;
        if (decision.verb === 'approve' && decision.by === ALICE.id)
          return { refused: 'You asked for this, so someone else in @sre must approve it.' };
        close(decision);
        return { ok: true };
      }),
    view: (id) => troubled(() => (id === RUN ? view : undefined)),
    fullPlan: (_, ask) => troubled(() => (ask === 'kafka@1' ? fullPlan(texts) : undefined)),
    runs: ({ endsWith = '' }) => troubled(() => (RUN.endsWith(endsWith) ? summaries() : [])),
    waiting: () =>
      troubled(() =>
        (view?.cards ?? [])
          .filter(({ closed }) => !closed)
          .flatMap((card) => summaries().map((one) => ({ run: one, card }))),
      ),
    followUps: () => troubled(() => engine.broken),
    schedules: () => troubled(() => engine.scheduled),
    announcements: {
      claim: async () => [],
      tried: async () => {},
      posted: async () => {},
      failed: async () => {},
    },
    messages: {
      tried: async () => {},
      claim: async (limit, which) => {
        const stands = rows.get(purposes.root)?.ts !== undefined;
        const behind = [...rows.values()]
          .filter((row) => row.posted < row.wanted && !claimed.has(row.purpose))
          .filter((row) => (row.ts === undefined) === (which === 'new') && (stands || row.kind === 'root'))
          .slice(0, limit);
        for (const { purpose } of behind) claimed.add(purpose);
        return behind.map(drawingOf);
      },
      posted: async ({ row }, at) => {
        rows.set(row.purpose, { ...(rows.get(row.purpose) ?? row), ...at, posted: row.wanted });
        claimed.delete(row.purpose);
        changed();
      },
      failed: async ({ row }, retryIn) => {
        engine.failed.push({ purpose: row.purpose, retryIn });
        setTimeout(
          () => {
            claimed.delete(row.purpose);
            changed();
          },
          Math.min(retryIn, 20),
        );
      },
    },
  };
  return engine;
}
