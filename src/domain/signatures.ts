import type { JsonObject } from './json.ts';

/** When an output is known: from the plan on, once the requests were answered, or once the verify held. */
export type Known = 'plan' | 'apply' | 'verify';

/** What the language, the linter and the engine know of an action or a check, without its code. */
export interface Signature {
  readonly id: string;
  /** A source fills the choices of an input (`from`); its only output is `choices`. */
  readonly kind: 'action' | 'check' | 'source';
  readonly summary: string;
  /** Raised when plans of the older code can no longer be read or mean something else. */
  readonly version: number;
  /** JSON Schema of `with`: an object with `additionalProperties: false`. */
  readonly input: JsonObject;
  /** Each output's JSON Schema; a check's are known once it has read. */
  readonly outputs: Readonly<Record<string, { readonly schema: JsonObject; readonly known: Known }>>;
  /** Names of the members of `with` that may hold a secret. */
  readonly secrets: readonly string[];
  /** Of an action only. */
  readonly risk?: 'changes' | 'destroys';
  /** Of an action: it puts back what it did, by itself; it leaves nothing to put back (a restart); or it cannot, and the author says how or why not. */
  readonly undo?: 'auto' | 'nothing' | 'impossible';
  /** Default of a step's `timeout` in milliseconds (first request to last verify); an action's only. */
  readonly timeout?: number;
  /** Default of a step's `settle` in milliseconds; an action's only. */
  readonly settle?: number;
}

export type Signatures = ReadonlyMap<string, Signature>;
