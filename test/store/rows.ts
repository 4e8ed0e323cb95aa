import type { Policy } from '#domain/policy.ts';
import type { MessageRow } from '#engine/message-rows.ts';
import type {
  AskRow,
  AttemptRow,
  DefinitionRow,
  EffectRow,
  EventRow,
  PlanRow,
  ResultRow,
  RunRow,
  TimerRow,
} from '#engine/rows.ts';
import type { Store } from '#engine/store.ts';

/* Rows as the engine would write them, each with every field that is asked of it. */

const policy: Policy = {
  entries: [{ groups: ['sre'], count: 1 }],
  requester: false,
  within: 900_000,
  validFor: 300_000,
};

export const definitionRow = (change: Partial<DefinitionRow> = {}): DefinitionRow => ({
  digest: 'sha256-of-restart',
  format: 1,
  runbook: {
    format: 1,
    id: 'restart',
    title: 'Restart',
    links: [],
    environments: ['production'],
    inputs: [],
    approve: [],
    timeout: 86_400_000,
    hold: 1_800_000,
    steps: [],
    finally: [],
  },
  text: 'id: restart\n',
  file: 'runbooks/restart.yml',
  environment: {
    id: 'production',
    account: '123456789012',
    region: 'eu-central-1',
    channels: [],
    start: ['oncall'],
    approve: policy,
    notify: { first: ['oncall'], then: ['sre'], after: 300_000 },
    reason: 'optional',
    requireCommit: false,
    values: {},
  },
  ...change,
});

export const runRow = (change: Partial<RunRow> = {}): RunRow => ({
  run: 'restart-a1',
  definition: 'sha256-of-restart',
  startKey: `key of ${change.run ?? 'restart-a1'}`,
  surface: 'slack',
  runbook: 'restart',
  title: 'Restart',
  environment: 'production',
  reason: 'Consumers are stuck.',
  startedBy: { id: 'U1', name: 'alice' },
  startedAt: 1_000,
  phase: 'running',
  outcomeUnknown: false,
  inputs: { zeta: 1, alpha: { $sealed: 'password' } },
  snapshot: { value: 'running', context: { lanes: [] } },
  revision: 0,
  head: '',
  ...change,
});

export const eventRow = (seq: number, change: Partial<EventRow> = {}): EventRow => ({
  run: 'restart-a1',
  seq,
  at: 1_000 + seq,
  name: 'PLANNED',
  lane: 'zookeeper',
  turn: 1,
  facts: { by: 'alice', note: 'ok' },
  previous: `hash ${seq - 1}`,
  hash: `hash ${seq}`,
  ...change,
});

export const askRow = (change: Partial<AskRow> = {}): AskRow => ({
  run: 'restart-a1',
  ask: 'zookeeper@1',
  kind: 'approval',
  lane: 'zookeeper',
  turn: 1,
  step: 'zookeeper',
  planHash: 'plan hash',
  covers: [{ instance: 'zookeeper', content: 'content hash' }],
  policy,
  requesters: ['U1'],
  assign: [],
  openedAt: 2_000,
  closesAt: 3_000,
  votes: [],
  state: 'open',
  ...change,
});

export const attemptRow = (change: Partial<AttemptRow> = {}): AttemptRow => ({
  run: 'restart-a1',
  ask: 'zookeeper@1',
  instance: 'zookeeper',
  attempt: 1,
  n: 0,
  try: 1,
  token: 'token',
  mark: 'mark',
  request: { service: 'ecs', operation: 'UpdateService', params: { service: 'zookeeper' } },
  requestHash: 'request hash',
  accessKeyId: 'AKIAEXAMPLE',
  sessionName: 'stepward-a1',
  worker: 'bot-1',
  begunAt: 2_500,
  notAfter: 2_530,
  ...change,
});

export const planRow = (attempt: number, change: Partial<PlanRow> = {}): PlanRow => ({
  run: 'restart-a1',
  instance: 'zookeeper',
  attempt,
  action: 'ecs.restart-service',
  version: 1,
  planned: {
    plan: { service: 'zookeeper' },
    changes: [],
    requests: [attemptRow().request],
    targets: ['arn:zookeeper'],
    guarded: { deployment: 'ecs-svc/1' },
    blastRadius: 'one service',
    warnings: [],
    undo: 'Nothing to undo.',
  },
  content: 'content hash',
  at: 1_500,
  ...change,
});

export const resultRow = (change: Partial<ResultRow> = {}): ResultRow => ({
  run: 'restart-a1',
  instance: 'zookeeper',
  step: 'zookeeper',
  title: 'Restart Zookeeper',
  outputs: {},
  receipts: [],
  startedAt: 1_200,
  ...change,
});

export const effectRow = (key: string, change: Partial<EffectRow> = {}): EffectRow => ({
  run: 'restart-a1',
  surface: 'slack',
  want: {
    key,
    what: 'plan',
    lane: 'zookeeper',
    turn: 1,
    step: 'zookeeper',
    instance: 'zookeeper',
    attempt: 1,
    generation: 0,
    n: 0,
  },
  runAt: 1_000,
  claims: 0,
  ...change,
});

export const timerRow = (key: string, due: number, change: Partial<TimerRow> = {}): TimerRow => ({
  run: 'restart-a1',
  surface: 'slack',
  key,
  lane: 'zookeeper',
  turn: 1,
  purpose: 'within',
  due,
  ...change,
});

export const messageRow = (purpose: string, change: Partial<MessageRow> = {}): MessageRow => ({
  run: 'restart-a1',
  surface: 'slack',
  purpose,
  kind: purpose === 'root' ? 'root' : 'ask',
  lane: 'zookeeper',
  turn: 1,
  facts: {},
  wanted: 1,
  posted: 0,
  raisedAt: 1_000,
  ...change,
});

/** The definition, and runs of it. */
export const withRuns = (store: Store, ...runs: readonly string[]): Promise<void> =>
  store.transaction(async (tx) => {
    await tx.definitions.put(definitionRow());
    for (const run of runs) await tx.runs.insert(runRow({ run }));
  });
