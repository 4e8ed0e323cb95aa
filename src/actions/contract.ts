import type { TSchema } from 'typebox';
import type { Json, JsonObject } from '#domain/json.ts';
import type { Known } from '#domain/signatures.ts';
import type { Read } from './ports.ts';

/**
 * One AWS write, as data. Inside `params`, `{ $answer: n, path: 'a.b' }` stands for a member of the receipt of request `n` of the same plan,
 * and `{ $sealed: id, … }` for a secret that only the sender opens.
 */
export interface AwsRequest {
  /** As IAM names it. */
  readonly service: string;
  /** Name of the SDK's command without `Command`: `UpdateService`. */
  readonly operation: string;
  readonly params: JsonObject;
}

/** One line of an approval card: `kafka desired count 2 → 4`, `zookeeper task 1f3a… stopped, ECS starts another`. */
export interface Change {
  readonly target: string;
  readonly what: string;
  readonly before?: string;
  readonly after?: string;
  /** Shown below it as it stands, line breaks and all: a script, a request. */
  readonly text?: string;
}

/** What would be done now. `requests` and `guarded` are what is approved; the rest explains it. */
export interface Planned {
  /** What the action needs to remember; fits the action's `plan` schema. */
  readonly plan: JsonObject;
  readonly changes: readonly Change[];
  readonly requests: readonly AwsRequest[];
  /** ARNs that this touches, sorted: they are locked. */
  readonly targets: readonly string[];
  /** State that was read and must not have moved when the first request goes out; keys are words a person understands, for the diff. */
  readonly guarded: JsonObject;
  readonly blastRadius: string;
  readonly warnings: readonly string[];
  /** How it is undone, or why it cannot be: one sentence for the card. */
  readonly undo: string;
  /** Why this must not be done now; nobody is asked. */
  readonly refuse?: string;
  /** The state is already so; the step passes. */
  readonly nothingToDo?: string;
}

/** Plain data from the engine; times are epoch milliseconds of the run's clock. */
export interface Ctx {
  readonly now: number;
  readonly run: string;
  /** The step instance: `kafka`, `dependents~2`. */
  readonly step: string;
  readonly account: string;
  readonly region: string;
  /** uuid5 of run, instance, generation and n: the same for every try of the same request. */
  readonly token: string;
  /** Short text for reasons, comments and tags: `stepward 4F3W/kafka by alice: INC-812`. */
  readonly mark: string;
  /** When request 0 was sent; in a check of a step's `verify`: the start of the oldest task that this attempt started; in a check step: when it began. */
  readonly since?: number;
  /** One for each request answered so far. */
  readonly receipts: readonly JsonObject[];
  /** What the last poll returned. */
  readonly memo?: Json;
}

export type Ready = 'go' | 'wait' | { readonly stop: string };

/** What is in the journal of a request whose outcome is not known. */
export interface Journal {
  readonly begunAt: number;
  readonly token: string;
  readonly mark: string;
  readonly sessionName: string;
  readonly accessKeyId: string;
}

export interface Reconciled {
  readonly outcome: 'applied' | 'not-applied' | 'by-other' | 'unknown';
  readonly evidence: string;
  readonly receipt?: JsonObject;
}

export interface Verified {
  readonly state: 'ok' | 'pending' | 'slow' | 'failed' | 'superseded';
  /** For a card: `1 of 1 running · healthy for 12 s`. */
  readonly progress: string;
  /** Facts worth keeping; at most 8 kB. */
  readonly evidence: JsonObject;
  /** With `ok`: when the last new task became healthy; settling counts from it. */
  readonly at?: number;
  /** Start of the oldest new task, as soon as there is one. */
  readonly since?: number;
  readonly memo?: Json;
}

export interface CheckRead {
  readonly state: 'ok' | 'pending' | 'failed';
  readonly progress: string;
  readonly evidence: JsonObject;
  readonly outputs: JsonObject;
  /** With `pending`: the earliest moment at which it can hold. Without a `within`, it is read once more then. */
  readonly due?: number;
  readonly memo?: Json;
}

export interface ActionMeta {
  readonly id: string;
  /** Raised when plans written by the older code can no longer be read or mean something else. */
  readonly version: number;
  readonly summary: string;
  readonly risk: 'changes' | 'destroys';
  /** How a repeat of a request is made harmless. */
  readonly repeat: 'same-state' | 'client-token' | 'unsafe';
  /** Milliseconds from the first request to the last verify. */
  readonly timeout: number;
  /** Milliseconds that a verified state must last. */
  readonly settle: number;
  /** It puts back what it did (`undo` gives an action), leaves nothing to put back, or cannot: then the author says how, or why not. */
  readonly undo: 'auto' | 'nothing' | 'impossible';
  /** What its `reconcile` and `verify` never answer, because nothing in AWS tells it; all can be answered where it is left out. */
  readonly never?: readonly ('not-applied' | 'by-other' | 'superseded')[];
  /** Members of the input that may hold a secret. */
  readonly secrets: readonly string[];
  readonly docs: string;
}

export type IamStatement = {
  readonly Effect: 'Allow';
  readonly Action: readonly string[];
  readonly Resource: readonly string[];
};
export type Outputs = Readonly<Record<string, { readonly schema: TSchema; readonly known: Known }>>;

/** An action as the engine uses it: what comes from the store is JSON, and is parsed by the action's own schemas. */
export interface Action {
  readonly kind: 'action';
  readonly meta: ActionMeta;
  readonly input: TSchema;
  readonly outputs: Outputs;
  plan(input: JsonObject, read: Read, ctx: Ctx): Promise<Planned>;
  /** Asked before request n ≥ 1. */
  ready(plan: JsonObject, n: number, read: Read, ctx: Ctx): Promise<Ready>;
  /** The ids worth keeping of an answer; never a value. */
  receipt(n: number, answer: JsonObject): JsonObject;
  reconcile(plan: JsonObject, n: number, read: Read, journal: Journal): Promise<Reconciled>;
  verify(plan: JsonObject, read: Read, ctx: Ctx): Promise<Verified>;
  /** Outputs known so far; pure. */
  results(plan: JsonObject, receipts: readonly JsonObject[], memo: Json | undefined): JsonObject;
  /** What puts back an applied plan, or why nothing does: one sentence for the card. `receipts`: one for each request that was applied. */
  undo(
    plan: JsonObject,
    receipts: readonly JsonObject[],
  ): { readonly action: string; readonly input: JsonObject } | { readonly none: string };
  iam(plan: JsonObject): readonly IamStatement[];
}

export interface CheckMeta {
  readonly id: string;
  readonly version: number;
  readonly summary: string;
  readonly docs: string;
}

export interface Check {
  readonly kind: 'check';
  readonly meta: CheckMeta;
  readonly input: TSchema;
  readonly outputs: Outputs;
  read(input: JsonObject, read: Read, ctx: Ctx): Promise<CheckRead>;
}

/** What an input can be chosen from. */
export interface Source {
  readonly kind: 'source';
  readonly meta: CheckMeta;
  readonly input: TSchema;
  /** In the order in which people want to read them; at most 1,000. */
  choices(input: JsonObject, read: Read): Promise<readonly string[]>;
}

export type Catalogue = ReadonlyMap<string, Action | Check | Source>;
