import type { Json, JsonObject } from './json.ts';
import type { ApproveRule } from './policy.ts';

/**
 * A runbook as it is run: parsed, checked, defaults filled in. Plain JSON, kept with the run, so that a run ends on what it started with.
 * Durations are milliseconds. A *template* is a text or value that may hold `${{ expressions }}`; an *expression* is the text between the braces.
 */
export interface Runbook {
  /** Of this shape; a bot does not claim a run whose format it does not know. */
  readonly format: 1;
  readonly id: string;
  readonly title: string;
  readonly summary?: string;
  readonly owner?: string;
  readonly links: readonly { readonly title: string; readonly url: string }[];
  /** Ids of the environments it may run in, as written. */
  readonly environments: readonly string[];
  readonly inputs: readonly Input[];
  /** Tightens what the environment says. */
  readonly approve: readonly ApproveRule[];
  readonly timeout: number;
  /** How long a held step waits for a person before the run stops. */
  readonly hold: number;
  readonly steps: readonly Step[];
  readonly finally: readonly Step[];
}

/** What a step changed is put back by the action's own undo, by steps of its own in its place, or not at all, for a reason. */
export type Undo =
  | { readonly kind: 'auto' }
  | { readonly kind: 'none'; readonly reason: string }
  | { readonly kind: 'steps'; readonly steps: readonly Step[] };

export type InputType = 'string' | 'integer' | 'number' | 'boolean' | 'array';

export interface Input {
  readonly name: string;
  readonly type: InputType;
  readonly items?: Exclude<InputType, 'array'>;
  readonly title: string;
  readonly description?: string;
  readonly enum?: readonly Json[];
  /** May be a template over `environment`. */
  readonly default?: Json;
  readonly required: boolean;
  readonly pattern?: string;
  readonly min?: number;
  readonly max?: number;
  readonly minLength?: number;
  readonly maxLength?: number;
  readonly minItems?: number;
  readonly maxItems?: number;
  readonly secret: boolean;
  /** Where its choices are read from when the form is opened; checked again when it is sent. */
  readonly from?: { readonly source: string; readonly with: JsonObject };
}

/** Answers a step that was tried and failed; a refusal, an expiry and an unknown are always a person's to decide. */
export type OnFailure = 'ask' | 'rollback' | 'stop' | 'continue';

interface StepBase {
  readonly id: string;
  /** Template; the id where none is written. */
  readonly title: string;
  /** Expression. */
  readonly if?: string;
  readonly onFailure: OnFailure;
}

export interface ForEach {
  /** A list of templates, or one template that gives a list. */
  readonly items: Json;
  readonly max: number;
  /** Lanes that run side by side, 1 to 10. */
  readonly maxParallel: number;
}

/** A check as it stands in a step's `verify`. */
export interface VerifyCheck {
  readonly uses: string;
  readonly with: JsonObject;
  /** 0: read once. */
  readonly within: number;
  /** Expression over `outputs` that replaces the check's own verdict. */
  readonly expect?: string;
}

export interface ActionStep extends StepBase {
  readonly kind: 'action';
  readonly uses: string;
  readonly with: JsonObject;
  readonly forEach?: ForEach;
  /** Only with `forEach`: all plans are asked on one card. */
  readonly together: boolean;
  readonly approve: readonly ApproveRule[];
  readonly impact?: string;
  readonly verify: readonly VerifyCheck[];
  readonly settle: number;
  /** First request to last verify; asking, locking and holding do not count. */
  readonly timeout: number;
  readonly undo: Undo;
  /** Id of a later check step that is its proof: it passes when applied, and is said to be not yet proven. */
  readonly verifiedBy?: string;
}

export interface CheckStep extends StepBase, VerifyCheck {
  readonly kind: 'check';
  readonly forEach?: ForEach;
}

export interface WaitStep extends StepBase {
  readonly kind: 'wait';
  readonly for: number;
}

export interface ManualStep extends StepBase {
  readonly kind: 'manual';
  /** Template, Markdown. */
  readonly text: string;
  /** Group names; where empty, who may start may do it. */
  readonly assign: readonly string[];
  readonly remind?: number;
  /** How long it may take a person, from when it is asked. */
  readonly timeout: number;
  /** Asked of whoever says *done*; they are the step's outputs. */
  readonly fields: readonly Input[];
}

export interface ChooseStep extends StepBase {
  readonly kind: 'choose';
  /** Template. */
  readonly question: string;
  /** Template that gives an option's id, which is shown first. */
  readonly suggest?: string;
  readonly options: readonly ChooseOption[];
  /** Group names; where empty, who may start may choose. */
  readonly assign: readonly string[];
  readonly timeout: number;
}

export interface ChooseOption {
  readonly id: string;
  /** Template. */
  readonly label: string;
  /** Template. */
  readonly description?: string;
  /** Expression; where it is false the option is not offered. */
  readonly if?: string;
  readonly steps: readonly Step[];
  /** The run ends here: as stopped, or as succeeded if nothing failed. `finally` runs all the same. */
  readonly end?: 'stopped' | 'succeeded';
}

export interface NotifyStep extends StepBase {
  readonly kind: 'notify';
  /** Id of a channel. */
  readonly channel: string;
  /** Template, Markdown. */
  readonly text: string;
}

export interface ParallelStep extends StepBase {
  readonly kind: 'parallel';
  readonly branches: readonly { readonly id: string; readonly steps: readonly Step[] }[];
  /** Branches that run side by side, 1 to 10; lane j does branches j, j + maxParallel, … */
  readonly maxParallel: number;
  readonly together: boolean;
  readonly approve: readonly ApproveRule[];
}

/**
 * Another runbook, inlined: its steps are ours, with ids `<prefix><its id>`. Inside it expressions see its own names: `inputs` are its `with`
 * as it was evaluated when this step was entered, `steps.x` is `<prefix>x`. What its `finally` holds stands at the end of ours, in another such step.
 */
export interface RunbookStep extends StepBase {
  readonly kind: 'runbook';
  readonly uses: string;
  /** SHA-256 of its text, hexadecimal. */
  readonly digest: string;
  readonly inputs: readonly Input[];
  readonly with: JsonObject;
  readonly steps: readonly Step[];
  /** `<id>-`, after the prefixes around it. Step ids have no hyphens of their own. */
  readonly prefix: string;
  /** Of its `finally`: the step whose inputs these are; where that was never entered, this one is skipped. */
  readonly inputsOf?: string;
  /** Its own policy tightens what holds for its steps. */
  readonly approve: readonly ApproveRule[];
}

export interface GroupStep extends StepBase {
  readonly kind: 'group';
  readonly steps: readonly Step[];
  readonly forEach?: ForEach;
  /** Of the steps that `undo` names: the step that they put back, once for each instance of it that has changed something, last one first. */
  readonly undoes?: string;
  /** All actions of the group are planned at once and asked on one card. */
  readonly together: boolean;
  readonly approve: readonly ApproveRule[];
}

/**
 * Puts back what the instances of a step have changed, last one first; made from the runbook, never written. It is repeated over them (`forEach.items` is
 * not read) and each is planned, asked, applied and verified like any action: the one that the applied action's `undo` names.
 */
export interface UndoStep extends StepBase {
  readonly kind: 'undo';
  /** Id of the step that it undoes; its own is `<that>~undo`. */
  readonly undoes: string;
  readonly forEach: ForEach;
  readonly settle: number;
  readonly timeout: number;
}

export type Step =
  | ActionStep
  | CheckStep
  | WaitStep
  | ManualStep
  | ChooseStep
  | NotifyStep
  | GroupStep
  | ParallelStep
  | RunbookStep
  | UndoStep;

/** The lists of steps that a step holds, in written order. What stands in `undo` is not one: it runs only when the run is rolled back. */
export const partsOf = (step: Step): readonly (readonly Step[])[] => {
  switch (step.kind) {
    case 'group':
    case 'runbook':
      return [step.steps];
    case 'parallel':
      return step.branches.map(({ steps }) => steps);
    case 'choose':
      return step.options.map(({ steps }) => steps);
    default:
      return [];
  }
};

/** Every step in written order, those around others before their members. */
export const allSteps = (steps: readonly Step[]): readonly Step[] =>
  steps.flatMap((step) => {
    const parts = partsOf(step);
    return parts.length === 0 ? step : [step, ...parts.flatMap(allSteps)];
  });
