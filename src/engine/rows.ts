import type { AwsRequest, Planned } from '#actions/contract.ts';
import type { Environment } from '#domain/config.ts';
import type { Json, JsonObject } from '#domain/json.ts';
import type { Person } from '#domain/person.ts';
import type { Policy } from '#domain/policy.ts';
import type { Runbook } from '#domain/runbook.ts';
import type { Who } from '#domain/who.ts';
import type { Purpose } from '#machine/events.ts';
import type { HaltReason, Outcome, Phase, Snapshot } from '#machine/machine.ts';
import type { Want } from '#machine/wants.ts';
import type { SurfaceName } from './ports.ts';

/* What the store keeps, as the engine sees it. Times are epoch milliseconds of the run's clock unless they say wall. Everything is plain JSON. */

/** Written at start, never changed; a snapshot is only loaded under its own. */
export interface DefinitionRow {
  readonly digest: string;
  readonly format: number;
  readonly runbook: Runbook;
  readonly text: string;
  readonly file: string;
  readonly commit?: string;
  readonly environment: Environment;
}

export interface RunRow {
  readonly run: string;
  readonly definition: string;
  /** The second start with the same key answers with the first run. */
  readonly startKey: string;
  readonly surface: SurfaceName;
  readonly channel?: string;
  /** Address of what it was started for, such as the link of a message. */
  readonly context?: string;
  readonly runbook: string;
  readonly title: string;
  readonly environment: string;
  readonly reason: string;
  readonly startedBy: { readonly id: string; readonly name: string };
  readonly startedAt: number;
  readonly endedAt?: number;
  readonly phase: Phase;
  readonly ending?: HaltReason;
  readonly outcomeUnknown: boolean;
  /** Secrets stand in it as `{ $sealed, fingerprint, length }`. */
  readonly inputs: JsonObject;
  readonly snapshot: Snapshot;
  /** Rises with every event; the number of the last one. */
  readonly revision: number;
  /** Hash of the last event. */
  readonly head: string;
}

export interface EventRow {
  readonly run: string;
  /** From 1, without gaps. */
  readonly seq: number;
  readonly at: number;
  readonly name: string;
  readonly lane: string;
  readonly turn: number;
  /** Who, why, evidence, and the machine's payload. */
  readonly facts: JsonObject;
  readonly previous: string;
  readonly hash: string;
}

export interface Vote {
  readonly person: Person;
  readonly at: number;
  /** `break-glass`: alone, where the policy asks for others; its note is the incident's link. */
  readonly says: 'approve' | 'reject' | 'done' | 'failed' | 'choose' | 'break-glass';
  readonly note?: string;
}

/** The row on which a click is compared and set. */
export interface AskRow {
  readonly run: string;
  /** `<instance>@<attempt>`. */
  readonly ask: string;
  readonly kind: 'approval' | 'manual' | 'choice';
  readonly lane: string;
  readonly turn: number;
  readonly step: string;
  /** Hash over content, definition, instance, attempt, account and region of every plan it covers. */
  readonly planHash: string;
  /** Instances it covers, each with the content that was shown. */
  readonly covers: readonly { readonly instance: string; readonly content: string }[];
  readonly policy: Policy;
  /** Ids of the people who are not counted unless the policy says so. */
  readonly requesters: readonly string[];
  /** Manual steps: group names. */
  readonly assign: readonly string[];
  /** Of a manual step: to whom it was handed over. */
  readonly assignee?: Who;
  /** Of an approval: what has to be typed, the name of a target, because it cannot be taken back. */
  readonly typed?: string;
  readonly openedAt: number;
  readonly closesAt: number;
  /** Set with the last approval. */
  readonly validUntil?: number;
  readonly votes: readonly Vote[];
  readonly state: 'open' | 'approved' | 'used' | 'closed';
}

export interface PlanRow {
  readonly run: string;
  readonly instance: string;
  readonly attempt: number;
  readonly action: string;
  readonly version: number;
  readonly planned: Planned;
  /** Hash of requests and guarded state, without attempt. */
  readonly content: string;
  readonly at: number;
}

/** What became of an instance; expressions read these. */
export interface ResultRow {
  readonly run: string;
  readonly instance: string;
  readonly step: string;
  readonly item?: Json;
  readonly title: string;
  /** Evaluated when it was entered; secrets sealed. */
  readonly input?: JsonObject;
  /** Of a repeated step: its list, read when it was entered. */
  readonly items?: readonly Json[];
  readonly outcome?: Outcome;
  readonly outputs: JsonObject;
  readonly receipts: readonly JsonObject[];
  readonly memo?: Json;
  readonly progress?: string;
  readonly evidence?: JsonObject;
  /** When request 0 of the current attempt was sent. */
  readonly sentAt?: number;
  /** Start of the oldest new task, from verify. */
  readonly since?: number;
  readonly startedAt: number;
  readonly appliedAt?: number;
  readonly endedAt?: number;
  /** A person's reason for a skip, or the cause of a failure. */
  readonly note?: string;
}

/** The journal: one row for each request that may have been sent. */
export interface AttemptRow {
  readonly run: string;
  readonly ask: string;
  readonly instance: string;
  readonly attempt: number;
  readonly n: number;
  /** From 1; a throttled request may be sent again under the same approval. */
  readonly try: number;
  readonly token: string;
  readonly mark: string;
  readonly request: AwsRequest;
  readonly requestHash: string;
  readonly accessKeyId: string;
  readonly sessionName: string;
  readonly worker: string;
  readonly begunAt: number;
  /** Wall: after this the call is not made any more. */
  readonly notAfter: number;
  readonly endedAt?: number;
  readonly outcome?: 'answered' | 'refused' | 'unknown';
  readonly receipt?: JsonObject;
  readonly requestId?: string;
  readonly error?: string;
}

export interface LockRow {
  readonly target: string;
  readonly run: string;
  /** The instance that took it, or works on it now. */
  readonly instance: string;
  /** Rises with every taking of this target. */
  readonly fence: number;
  readonly since: number;
}

export interface LockWaitRow {
  readonly run: string;
  readonly lane: string;
  readonly turn: number;
  readonly targets: readonly string[];
  readonly since: number;
}

export interface EffectRow {
  readonly run: string;
  readonly surface: SurfaceName;
  readonly want: Want;
  readonly runAt: number;
  /** How often it was claimed. */
  readonly claims: number;
  readonly worker?: string;
  /** Wall. */
  readonly leaseUntil?: number;
}

export interface TimerRow {
  readonly run: string;
  readonly surface: SurfaceName;
  readonly key: string;
  readonly lane: string;
  readonly turn: number;
  /** `escalate` is the engine's own: it calls others to a card, and the machine knows nothing of it. */
  readonly purpose: Purpose | 'escalate';
  readonly due: number;
}

export interface SecretRow {
  readonly run: string;
  readonly id: string;
  /** AES-GCM, base64url: nonce, tag, text. */
  readonly sealed: string;
  /** Keyed; safe to show. */
  readonly fingerprint: string;
  readonly length: number;
}

/** How far a schedule has come, or the daily look at who can approve. */
export interface ScheduleRow {
  /** With when it is due: `nightly 0 6 * * 1-5 UTC`. */
  readonly schedule: string;
  readonly surface: SurfaceName;
  /** The last moment it was due that was seen to, epoch milliseconds: started, refused, or said to be missed. */
  readonly seenTo: number;
}

/** What breaking the glass leaves behind: somebody else has to look at it. */
export interface FollowUpRow {
  readonly run: string;
  readonly ask: string;
  readonly surface: SurfaceName;
  readonly by: Who;
  readonly at: number;
  /** Address of the incident. */
  readonly incident: string;
  /** Names of the groups whose members may review it. */
  readonly groups: readonly string[];
  readonly reviewed?: { readonly by: Who; readonly at: number; readonly note: string };
}
