import type { CardView } from '#domain/card-view.ts';
import type { Environment } from '#domain/config.ts';
import type { FullPlan, RunView } from '#domain/run-view.ts';
import type { Input, Runbook } from '#domain/runbook.ts';
import type { AnnouncementRow, MessageRow } from './message-rows.ts';
import type { SurfaceName } from './ports.ts';
import type { FollowUpRow } from './rows.ts';

/** What the surfaces (Slack, the terminal) ask of the engine. A refusal is an answer, not an exception; exceptions are failures to answer. */
export interface Engine {
  /** Those this person may start, here or at all. */
  offered(by: string, channel: string | undefined): Promise<readonly Offer[]>;
  /** What the form of a start has to ask, for one environment or the first that this person may start it in; refused for whom it may not start. */
  form(by: string, channel: string | undefined, runbook: string, environment?: string): Promise<Form | Refused>;
  start(request: StartRequest): Promise<Started>;
  decide(decision: Decision): Promise<Answer>;
  view(run: string): Promise<RunView | undefined>;
  fullPlan(run: string, ask: string): Promise<FullPlan | undefined>;
  /** Newest first. `endsWith`: the end of an id, as people type it. */
  runs(filter: {
    readonly open?: boolean;
    readonly endsWith?: string;
    readonly limit: number;
  }): Promise<readonly RunSummary[]>;
  /** Open cards that this person may answer now, oldest first. */
  waiting(by: string, limit: number): Promise<readonly Waiting[]>;
  /** What broke the glass and nobody has reviewed yet, oldest first. */
  followUps(limit: number): Promise<readonly FollowUp[]>;
  /** When each schedule of stepward.yml is due next. */
  schedules(): Promise<readonly Scheduled[]>;
  readonly messages: Messages;
  readonly announcements: Announcements;
}

export interface Waiting {
  readonly run: RunSummary;
  readonly card: CardView;
}

export interface FollowUp extends FollowUpRow {
  readonly short: string;
  readonly title: string;
  readonly environment: string;
  /** Of the run's channel and root message. */
  readonly channel?: string;
  readonly ts?: string;
}

export interface Scheduled {
  readonly id: string;
  readonly runbook: string;
  readonly environment: string;
  readonly channel: string;
  /** As it stands in stepward.yml: `0 6 * * 1-5`. */
  readonly cron: string;
  readonly timeZone: string;
  /** Epoch milliseconds; none if it is never due again. */
  readonly next?: number;
  /** Why it would not start as things are now: the runbook has mistakes, or does not run there. */
  readonly trouble?: string;
}

export interface Refused {
  readonly refused: string;
}

export interface Offer {
  readonly id: string;
  readonly title: string;
  readonly summary?: string;
  /** Where this person may start it from here. */
  readonly environments: readonly string[];
}

export interface Form {
  readonly runbook: Pick<Runbook, 'id' | 'title' | 'summary'>;
  /** Inputs that may be asked here; defaults are evaluated for `environment`. */
  readonly inputs: readonly Input[];
  /** Of inputs with `from`, by name: what there is now. An input whose source could not be read is absent here, and its text is checked when it is sent. */
  readonly choices: Readonly<Record<string, readonly string[]>>;
  readonly environment: Environment;
  readonly environments: readonly string[];
  /** `Changes production. One approval of @sre is needed before each step that changes something.` */
  readonly notice: string;
}

export interface StartRequest {
  readonly runbook: string;
  readonly environment: string;
  /** By name: typed values, or texts as a form gives them. */
  readonly inputs: Readonly<Record<string, unknown>>;
  readonly reason: string;
  /** Address of what it is started for: the link of a message. */
  readonly context?: string;
  readonly by: string;
  /** The team of that person, as the payload says. */
  readonly team?: string;
  readonly surface: SurfaceName;
  readonly channel?: string;
  /** The modal's view id, a random one in the terminal: the second start with it answers with the first run. */
  readonly startKey: string;
}

export type Started =
  | { readonly run: string; readonly again: boolean }
  /** By input name, `reason`, or `''` for all of it. */
  | { readonly problems: readonly { readonly name: string; readonly message: string }[] };

export type Verb =
  | 'approve'
  | 'reject'
  | 'done'
  | 'failed'
  | 'retry'
  | 'look-again'
  | 'say-applied'
  | 'say-not-applied'
  | 'skip'
  | 'stop'
  | 'take-over'
  | 'choose'
  | 'roll-back'
  | 'hand-over'
  | 'break-glass'
  | 'reviewed';

export interface Decision {
  readonly verb: Verb;
  /** Id of the person in the surface's directory. */
  readonly by: string;
  /** The team of that person, as the payload says. */
  readonly team?: string;
  /** A button's value: `<run>.<ask>`, `<run>.<lane>:<turn>`, or `<run>` alone for stop. */
  readonly value: string;
  /** Required for reject, failed, skip, break-glass (the incident's address first) and reviewed. */
  readonly note?: string;
  /** Of `choose`: the option's id. */
  readonly option?: string;
  /** Of `done`: what the step asks for, by name, typed or as texts. */
  readonly fields?: Readonly<Record<string, unknown>>;
  /** Of `hand-over`: id of the person who shall do it now. */
  readonly to?: string;
  /** Of `approve` and `break-glass`, where the card asks to type a target's name: what was typed. */
  readonly typed?: string;
  /** The message that the button stood on; it must be the card's own. */
  readonly message?: { readonly channel: string; readonly ts: string };
  /** The form it comes from, instead of a card: for whom we opened it, and which plan it showed. */
  readonly form?: { readonly openedFor: string; readonly planHash?: string };
}

/** `refused` says why and who can, as one or two sentences for this person alone. */
export type Answer =
  | { readonly ok: true; readonly say?: string }
  | Refused
  /** Of `done`, and of what asks to type a target's name (`typed`): what was typed does not fit, by field name. Nothing has changed. */
  | { readonly problems: readonly { readonly name: string; readonly message: string }[] };

export interface RunSummary {
  readonly run: string;
  readonly short: string;
  readonly title: string;
  readonly runbook: string;
  readonly environment: string;
  readonly phase: RunView['phase'];
  readonly headline: string;
  readonly reason: string;
  readonly startedBy: { readonly id: string; readonly name: string };
  readonly startedAt: number;
  readonly channel?: string;
  /** Of the root message. */
  readonly ts?: string;
}

/** The messages to be drawn: claimed, drawn from the current view, and reported back. */
export interface Messages {
  /** New ones and shown ones have each their own limits in Slack, so each may be claimed alone. */
  claim(limit: number, which?: Which): Promise<readonly Drawing[]>;
  posted(drawing: Drawing, at: { readonly channel: string; readonly ts: string }): Promise<void>;
  /** Not shown; to be tried again after `retryIn` milliseconds of real time. */
  failed(drawing: Drawing, retryIn: number, tried?: Tried): Promise<void>;
  /** Written down before it is posted: whoever finds it so does not know whether it stands there, until it is `posted` or known to be absent. */
  tried(drawing: Drawing): Promise<void>;
}

/** `new`: not posted yet. `shown`: to be written anew in its place, what was asked and decided first, then ended runs, then what is furthest behind. */
export type Which = 'new' | 'shown';
/** What became of what was tried. `absent`: the surface did not take it, so nobody has to look for it. */
export type Tried = 'absent' | 'unknown';

/** What is said of no run. */
export interface Announcements {
  claim(limit: number): Promise<readonly AnnouncementRow[]>;
  tried(row: AnnouncementRow): Promise<void>;
  posted(row: AnnouncementRow, at: { readonly channel: string; readonly ts: string }): Promise<void>;
  failed(row: AnnouncementRow, retryIn: number, tried?: Tried): Promise<void>;
}

export interface Drawing {
  readonly row: MessageRow;
  readonly view: RunView;
  /** Absent for the root and the end. */
  readonly card?: CardView;
  /** Where the run's root stands, once it does. */
  readonly root?: { readonly channel: string; readonly ts: string };
  /** Where it shall be posted, if it has not been yet. */
  readonly channel: string;
}
