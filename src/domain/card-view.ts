import type { Input } from './runbook.ts';
import type { Who } from './who.ts';

/* The cards of a run, as a person sees them. Texts and times are as those of the run. */

/** Which step a card is about. */
export interface CardStep {
  readonly id: string;
  readonly number: number;
  readonly of: number;
  /** Of the instance: `Restart rule-service`. */
  readonly title: string;
}

interface CardBase {
  /** Key of the message: `<lane>:<turn>:<kind>`. */
  readonly purpose: string;
  /** What a button carries: `<run>.<instance>@<attempt>` of an ask, `<run>.<lane>:<turn>` of the others. */
  readonly value: string;
  readonly step: CardStep;
  readonly raisedAt: number;
  /** Once it is over: it has no buttons then. */
  readonly closed?: Closed;
}

/** How a card's question was answered, or why nobody has to any more. */
export interface Closed {
  readonly how:
    | 'approved'
    | 'rejected'
    | 'expired'
    | 'done'
    | 'chosen'
    | 'rolled-back'
    | 'failed'
    | 'retried'
    | 'looked-again'
    | 'said-applied'
    | 'said-not-applied'
    | 'skipped'
    | 'stopped'
    | 'void'
    | 'over'
    | 'broke-glass'
    | 'reviewed';
  readonly at: number;
  readonly by?: readonly Who[];
  readonly note?: string;
}

export interface ApprovalCard extends CardBase {
  readonly kind: 'approval';
  /** One for each plan that the ask covers. */
  readonly plans: readonly PlanLines[];
  readonly impact?: string;
  readonly undo: string;
  readonly blastRadius: string;
  readonly warnings: readonly string[];
  /** Set when an earlier approval of this step is void because the world moved. */
  readonly drift?: { readonly moved: readonly Moved[]; readonly voided: readonly Who[] };
  readonly votes: readonly { readonly who: Who; readonly at: number }[];
  readonly needed: number;
  /** `@sre`, `2 of @sre and @oncall`. */
  readonly groupsInWords: string;
  /** Names of the groups of the policy, to be mentioned. */
  readonly groups: readonly string[];
  /** People who may not be counted. */
  readonly excluded: readonly Who[];
  /** The ask of a roll back: the plans are undos, last change first; these changes stay, each for its reason. */
  readonly rollback?: { readonly stays: readonly { readonly title: string; readonly reason: string }[] };
  readonly closesAt: number;
  readonly planHash: string;
  /** Names of the groups that are mentioned at once; `groups` where stepward.yml says nothing else. */
  readonly first: readonly string[];
  /** What has to be typed to approve: a change that cannot be taken back. */
  readonly typed?: string;
  /** Whose members may approve alone from then on, with an incident's address. */
  readonly breakGlass?: { readonly groups: readonly string[]; readonly from: number };
}

export interface PlanLines {
  readonly instance: string;
  readonly title: string;
  readonly changes: readonly {
    readonly target: string;
    readonly what: string;
    readonly before?: string;
    readonly after?: string;
    /** Shown below it as it stands. */
    readonly text?: string;
  }[];
}

export interface Moved {
  /** In words: `desired count`. */
  readonly what: string;
  readonly was: string;
  readonly now: string;
}

export interface ManualCard extends CardBase {
  readonly kind: 'manual';
  /** Markdown. */
  readonly text: string;
  readonly assign: readonly string[];
  /** To whom it was handed over. */
  readonly assignee?: Who;
  /** Asked together with *Done*; defaults are evaluated. */
  readonly fields: readonly Input[];
  readonly closesAt: number;
}

export interface ChoiceCard extends CardBase {
  readonly kind: 'choice';
  /** Markdown. */
  readonly question: string;
  /** Those that are offered; the suggested one first. */
  readonly options: readonly {
    readonly id: string;
    readonly label: string;
    readonly description?: string;
    readonly suggested: boolean;
    /** What follows, in a few words: `2 steps`, `the run ends as stopped`. */
    readonly leads: string;
  }[];
  readonly assign: readonly string[];
  readonly closesAt: number;
}

/** A message to a channel that the runbook asks for. */
export interface NoticeCard extends CardBase {
  readonly kind: 'notice';
  /** Markdown. */
  readonly text: string;
}

/** Somebody has not done a manual step yet. */
export interface ReminderCard extends CardBase {
  readonly kind: 'reminder';
  readonly assign: readonly string[];
  readonly closesAt: number;
}

/** Nobody has decided yet, so others are mentioned. */
export interface EscalationCard extends CardBase {
  readonly kind: 'escalation';
  /** Names of the groups that are mentioned now. */
  readonly groups: readonly string[];
  readonly askedAt: number;
  readonly closesAt: number;
}

/** Told to the security channel: somebody approved alone. Its button is for who reviews it, also after the run's end. */
export interface BreakGlassCard extends CardBase {
  readonly kind: 'break-glass';
  readonly by: Who;
  readonly at: number;
  readonly incident: string;
  readonly note: string;
  /** What the policy had asked for: `2 of @sre`. */
  readonly asked: string;
  /** One line for each change that was approved so. */
  readonly changes: readonly string[];
  /** Names of the groups whose members may review it. */
  readonly groups: readonly string[];
}

export type Offer = 'roll-back' | 'look-again' | 'retry' | 'skip' | 'say-applied' | 'say-not-applied' | 'stop';

export interface HeldCard extends CardBase {
  readonly kind: 'held';
  /** `failed`, `refused` (an approval or a rule of the action), `expired`, `timed-out`. */
  readonly why: 'failed' | 'refused' | 'expired' | 'timed-out' | 'superseded';
  /** One sentence, in the words of the service where AWS said it. */
  readonly cause: string;
  /** Last log lines, reasons of stopped tasks. */
  readonly lines: readonly string[];
  /** What this run has already changed and stays so. */
  readonly changed: readonly string[];
  readonly offers: readonly Offer[];
  /** When the run stops by itself. */
  readonly until: number;
}

export interface UnclearCard extends CardBase {
  readonly kind: 'unclear';
  /** `Did the restart of kafka happen? The answer was lost at …`, without the question's buttons. */
  readonly cause: string;
  /** What was found by looking. */
  readonly evidence: string;
  /** Names of the groups whose members may say. */
  readonly groups: readonly string[];
  readonly offers: readonly Offer[];
  readonly until: number;
}

export interface SlowCard extends CardBase {
  readonly kind: 'slow';
  readonly elapsed: number;
  readonly timeout: number;
  readonly progress: string;
  readonly lines: readonly string[];
  /** Something of the run can be put back. */
  readonly canRollBack: boolean;
}

export interface LockCard extends CardBase {
  readonly kind: 'lock';
  readonly target: string;
  readonly holder: {
    readonly run: string;
    readonly short: string;
    readonly by: Who;
    readonly step: number;
    readonly since: number;
  };
  readonly until: number;
}

export type CardView =
  | ApprovalCard
  | ManualCard
  | ChoiceCard
  | NoticeCard
  | ReminderCard
  | EscalationCard
  | BreakGlassCard
  | HeldCard
  | UnclearCard
  | SlowCard
  | LockCard;
