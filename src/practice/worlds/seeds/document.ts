import type { JsonObject } from '#domain/json.ts';

/** A document of Systems Manager. `AWS-RunShellScript` is in every world. */
export interface DocumentSeed {
  readonly name: string;
  readonly type: 'Command' | 'Automation';
  /** How many versions there are; the first is the default one. 1 where it is left out. */
  readonly versions?: number;
  /** Names of its parameters. */
  readonly parameters?: readonly string[];
  /** Of an automation, in order. */
  readonly steps?: readonly StepSeed[];
}

/** In the texts of `parameters`, `{{ Name }}` stands for a parameter of the automation. */
export type StepSeed =
  | {
      readonly name: string;
      readonly action: 'aws:approve';
      /** ARNs of who may approve. */
      readonly approvers: readonly string[];
      /** A week where it is left out, as in AWS. */
      readonly timeoutSeconds?: number;
    }
  | { readonly name: string; readonly action: 'aws:sleep'; readonly seconds: number }
  | {
      readonly name: string;
      readonly action: 'aws:executeAwsApi';
      readonly service: string;
      readonly operation: string;
      readonly parameters: JsonObject;
    };
