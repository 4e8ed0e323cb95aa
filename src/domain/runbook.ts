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
}

/** Answers a step that was tried and failed; a refusal, an expiry and an unknown are always a person's to decide. */
export type OnFailure = 'ask' | 'stop' | 'continue';

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
}

export interface GroupStep extends StepBase {
  readonly kind: 'group';
  readonly steps: readonly Step[];
  /** All actions of the group are planned at once and asked on one card. */
  readonly together: boolean;
  readonly approve: readonly ApproveRule[];
}

export type Step = ActionStep | CheckStep | WaitStep | ManualStep | GroupStep;

/** Every step in written order, groups before their members. */
export const allSteps = (steps: readonly Step[]): readonly Step[] =>
  steps.flatMap((step) => (step.kind === 'group' ? [step, ...allSteps(step.steps)] : [step]));
