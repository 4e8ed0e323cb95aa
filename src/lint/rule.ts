import type { Config, Environment } from '#domain/config.ts';
import type { Fix } from '#domain/finding.ts';
import type { Runbook, Step } from '#domain/runbook.ts';
import type { Signature, Signatures } from '#domain/signatures.ts';
import type { Library } from '#runbook/inline/library.ts';

/** What a rule is about; the blocks of the list in the docs. */
export type Area = 'expressions' | 'inputs' | 'flow' | 'approval' | 'aws' | 'secrets' | 'messages' | 'operations';

/** Something that a rule says. The place is a JSON pointer of the text; the finding stands at the nearest part of it that exists. */
export interface Report {
  readonly at: string;
  /** Whether the key is meant and not its value. */
  readonly on?: 'key';
  /** Where exactly in a text value: offsets into it as it is written between its quotes. */
  readonly part?: { readonly start: number; readonly end: number };
  /** What is wrong, with the author's own names; no full stop. */
  readonly message: string;
  /** What to type instead. */
  readonly hint?: string;
  readonly fix?: Fix;
}

/** A step as the author wrote it and as it is meant. */
export interface StepAt {
  readonly at: string;
  readonly step: Step;
  /** As it stands in the text. */
  readonly raw: Readonly<Record<string, unknown>>;
  readonly part: 'steps' | 'finally' | 'undo';
  /** The steps around it, outermost first. */
  readonly around: readonly StepAt[];
  /** Of the list that it stands in: those before it and those after it. */
  readonly before: readonly StepAt[];
  readonly after: readonly StepAt[];
}

/** What rules look at. Only what is right in itself gets here: steps with findings of their own are left out. */
export interface Subject {
  readonly file: string;
  readonly text: string;
  readonly raw: Readonly<Record<string, unknown>>;
  /** Header, inputs and policies as they are meant; its `steps` are only those without findings. */
  readonly runbook: Runbook;
  /** Nothing was left out: only then may a rule say that something is missing or never used. */
  readonly whole: boolean;
  /** No step was left out. */
  readonly hasEveryStep: boolean;
  /** Every step in written order, those around others before their members, `finally` and `undo` included. */
  readonly steps: readonly StepAt[];
  readonly config?: Config;
  /** Those that the runbook names and that there are. */
  readonly environments: readonly Environment[];
  readonly signatures: Signatures;
  /** Names of the files beside it, for `test-missing`; absent where they are not known (stdin). */
  readonly beside?: readonly string[];
}

export interface ConfigSubject {
  readonly file: string;
  readonly text: string;
  readonly raw: Readonly<Record<string, unknown>>;
  readonly config: Config;
  /** The runbooks under it; absent where they are not known (stdin). */
  readonly library?: Library;
}

/** One kind of mistake. Of the three ways to look, the narrowest that will do; a rule keeps nothing between calls. */
export interface Rule {
  /** `<thing>-<what is wrong with it>`: the file's name, the page's name in docs/rules, and what people type to ignore it. Never reused. */
  readonly id: string;
  readonly area: Area;
  readonly severity: 'error' | 'warning';
  /** One sentence that says what must hold. */
  readonly summary: string;
  /** It says that no step does something: not asked while steps are left out, because one of them may. */
  readonly needsEveryStep?: true;
  step?(at: StepAt, subject: Subject): Iterable<Report>;
  runbook?(subject: Subject): Iterable<Report>;
  config?(subject: ConfigSubject): Iterable<Report>;
}

export const defineRule = (rule: Rule): Rule => rule;

/** The signature of what an action or a check step uses. */
export const signatureOf = ({ step }: StepAt, { signatures }: Subject): Signature | undefined =>
  step.kind === 'action' || step.kind === 'check' ? signatures.get(step.uses) : undefined;
