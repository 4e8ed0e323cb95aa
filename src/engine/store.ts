import type { Tried, Which } from './api.ts';
import type { AnnouncementRow, MessageRow } from './message-rows.ts';
import type { SurfaceName } from './ports.ts';
import type {
  AskRow,
  AttemptRow,
  DefinitionRow,
  EffectRow,
  EventRow,
  FollowUpRow,
  LockRow,
  LockWaitRow,
  PlanRow,
  ResultRow,
  RunRow,
  ScheduleRow,
  SecretRow,
  TimerRow,
} from './rows.ts';

/** Port of the store. Not reachable, or busy for more than a second: `Failure('transient')`. */
export interface Store {
  /** All or nothing. Inside, only `tx` may be awaited. Serializable as far as one run is concerned, because `runs.lock` comes first. */
  transaction<T>(
    work: (tx: Tx) => Promise<T>,
    /** `reads`: sees one moment, may change and lock nothing, and waits for no writer. */
    options?: { readonly reads?: boolean },
  ): Promise<T>;
  /** Called after any commit that may have made work, by this process or another one. */
  onChange(listener: () => void): () => void;
  close(): Promise<void>;
}

export interface Tx {
  readonly definitions: {
    /** The same digest twice is the same definition. */
    put(row: DefinitionRow): Promise<void>;
    get(digest: string): Promise<DefinitionRow | undefined>;
  };
  readonly runs: {
    /** False if the start key is taken. */
    insert(row: RunRow): Promise<boolean>;
    byStartKey(key: string): Promise<RunRow | undefined>;
    get(run: string): Promise<RunRow | undefined>;
    /** The row, locked until the transaction ends. */
    lock(run: string): Promise<RunRow | undefined>;
    /** Phase, ending, outcomeUnknown, endedAt, snapshot, revision, head. */
    save(row: RunRow): Promise<void>;
    setChannel(run: string, channel: string): Promise<void>;
    /** Newest first. `ending`: a run whose id ends so. */
    list(filter: {
      readonly open?: boolean;
      readonly surface?: SurfaceName;
      readonly endsWith?: string;
      readonly limit: number;
    }): Promise<readonly RunRow[]>;
  };
  readonly events: {
    append(row: EventRow): Promise<void>;
    list(run: string): Promise<readonly EventRow[]>;
  };
  readonly asks: {
    /** Opens it, or overwrites the same ask. */
    put(row: AskRow): Promise<void>;
    get(run: string, ask: string): Promise<AskRow | undefined>;
    ofRun(run: string): Promise<readonly AskRow[]>;
    /** Those of open runs that can still be answered, oldest first. */
    open(surface: SurfaceName): Promise<readonly AskRow[]>;
  };
  readonly plans: {
    put(row: PlanRow): Promise<void>;
    get(run: string, instance: string, attempt: number): Promise<PlanRow | undefined>;
    ofRun(run: string): Promise<readonly PlanRow[]>;
  };
  readonly results: {
    put(row: ResultRow): Promise<void>;
    get(run: string, instance: string): Promise<ResultRow | undefined>;
    ofRun(run: string): Promise<readonly ResultRow[]>;
  };
  readonly attempts: {
    /** False if (run, ask, instance, n, try) is there already: somebody else has begun it. */
    begin(row: AttemptRow): Promise<boolean>;
    end(row: AttemptRow): Promise<void>;
    ofRun(run: string): Promise<readonly AttemptRow[]>;
  };
  readonly locks: {
    /** Of these targets, which are held, by whom. */
    held(targets: readonly string[]): Promise<readonly LockRow[]>;
    ofRun(run: string): Promise<readonly LockRow[]>;
    /** Takes all; raises each fence. The caller has seen in this transaction that nobody else holds one. Two transactions that take the same target at once: one of them fails as `transient`. */
    take(run: string, instance: string, targets: readonly string[], since: number): Promise<readonly LockRow[]>;
    release(run: string, targets: readonly string[]): Promise<void>;
    releaseAll(run: string): Promise<void>;
    wait(row: LockWaitRow): Promise<void>;
    unwait(run: string, lane: string): Promise<void>;
    /** First come first. */
    waits(): Promise<readonly LockWaitRow[]>;
  };
  readonly effects: {
    add(row: EffectRow): Promise<void>;
    remove(run: string, key: string): Promise<void>;
    /** The row, locked until the transaction ends: nobody claims it meanwhile. */
    get(run: string, key: string): Promise<EffectRow | undefined>;
    ofRun(run: string): Promise<readonly EffectRow[]>;
    /** Those due (`run_at` ≤ now) with no live lease, oldest first, leased to this worker; claimed by nobody else. */
    claim(by: {
      readonly worker: string;
      readonly surface: SurfaceName;
      readonly now: number;
      readonly wall: number;
      readonly leaseUntil: number;
      readonly limit: number;
    }): Promise<readonly EffectRow[]>;
    /** Prolongs the leases this worker still holds; the keys that are no longer its own are missing from the answer. */
    renew(
      worker: string,
      wall: number,
      leaseUntil: number,
    ): Promise<readonly { readonly run: string; readonly key: string }[]>;
    /** Ends the lease; due again at `runAt`. */
    later(run: string, key: string, runAt: number): Promise<void>;
    /** For the worker's sleep: when the next one without a lease is due (run's clock), and when the next lease ends (wall). */
    nextDue(surface: SurfaceName): Promise<{ readonly due?: number; readonly leaseEnds?: number }>;
  };
  readonly timers: {
    set(row: TimerRow): Promise<void>;
    remove(run: string, key: string): Promise<void>;
    ofRun(run: string): Promise<readonly TimerRow[]>;
    due(surface: SurfaceName, now: number, limit: number): Promise<readonly TimerRow[]>;
    nextDue(surface: SurfaceName): Promise<number | undefined>;
  };
  readonly messages: {
    /** Inserts it, or changes facts, closed and wanted of the one that is there. */
    put(row: MessageRow): Promise<void>;
    get(run: string, purpose: string): Promise<MessageRow | undefined>;
    ofRun(run: string): Promise<readonly MessageRow[]>;
    /** Cards of open runs that wait for a person: `ask`, `held`, `unclear`; oldest first. */
    unanswered(surface: SurfaceName): Promise<readonly MessageRow[]>;
    /** Raises `wanted` of the run's root. */
    wantRoot(run: string, revision: number): Promise<void>;
    /** Those with wanted > posted and no live lease, leased to this worker; new ones first, their roots before all, and the others not before their run's root has been posted, since they hang in its thread. */
    claim(by: {
      readonly worker: string;
      readonly surface: SurfaceName;
      readonly wall: number;
      readonly leaseUntil: number;
      readonly limit: number;
      readonly which?: Which | undefined;
    }): Promise<readonly MessageRow[]>;
    /** Somebody is about to post it. */
    tried(run: string, purpose: string, wall: number): Promise<void>;
    /** Stores where it stands and which revision it shows, and ends the lease. With an older revision than is posted it keeps that, and wants the message once more: something newer may have been written over. */
    posted(
      run: string,
      purpose: string,
      at: { readonly channel: string; readonly ts: string; readonly revision: number },
    ): Promise<void>;
    /** Ends the lease without having shown it; not claimed again before `retryAt` (wall). What is absent is no longer tried; unknown if left out. */
    failed(run: string, purpose: string, retryAt: number, tried?: Tried): Promise<void>;
  };
  readonly announcements: {
    /** False if the key is there already: somebody else has said it. */
    put(row: AnnouncementRow): Promise<boolean>;
    /** Those not posted and with no live lease, oldest first, leased to this worker. */
    claim(by: {
      readonly worker: string;
      readonly surface: SurfaceName;
      readonly wall: number;
      readonly leaseUntil: number;
      readonly limit: number;
    }): Promise<readonly AnnouncementRow[]>;
    tried(key: string, wall: number): Promise<void>;
    posted(key: string, at: { readonly channel: string; readonly ts: string }): Promise<void>;
    /** Ends the lease; not claimed again before `retryAt` (wall). */
    failed(key: string, retryAt: number, tried?: Tried): Promise<void>;
  };
  readonly schedules: {
    get(surface: SurfaceName, schedule: string): Promise<ScheduleRow | undefined>;
    /** Moves `seenTo` forward. False if it stands there or further already: somebody else has seen to it. */
    seeTo(row: ScheduleRow): Promise<boolean>;
  };
  readonly followUps: {
    put(row: FollowUpRow): Promise<void>;
    get(run: string, ask: string): Promise<FollowUpRow | undefined>;
    /** Those that nobody has reviewed, oldest first. */
    open(surface: SurfaceName, limit: number): Promise<readonly FollowUpRow[]>;
  };
  readonly secrets: {
    put(row: SecretRow): Promise<void>;
    get(run: string, id: string): Promise<SecretRow | undefined>;
    deleteOf(run: string): Promise<void>;
  };
}
