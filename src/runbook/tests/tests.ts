import type { JsonObject } from '#domain/json.ts';
import type { RawExpect } from './expect.ts';
import type { doings, moments } from './words.ts';

export type Doing = (typeof doings)[number];
export type Moment = (typeof moments)[number];

/** A file of tests without findings. Durations are milliseconds; people, groups and steps are named as the author did. */
export interface Tests {
  readonly runbook: string;
  readonly world: string;
  readonly tests: readonly Test[];
}

export interface Test {
  readonly name: string;
  /** Who starts the run. */
  readonly as: string;
  readonly environment: string;
  readonly reason: string;
  readonly inputs: JsonObject;
  readonly people: readonly Entry[];
  readonly faults: readonly Strike[];
  readonly expect: Expect;
}

/** Something a person does. */
export interface Entry {
  readonly who: string;
  readonly does: Doing;
  /** A step's id, or `*`. */
  readonly at: string;
  /** Of `stop`: where the step stands then; otherwise it is done at a card. */
  readonly when?: Moment;
  /** From when the card was raised. */
  readonly after: number;
  readonly option?: string;
  readonly fields?: JsonObject;
  readonly note?: string;
}

/** Something that goes wrong. */
export interface Strike {
  readonly at: string;
  readonly when: Moment;
  readonly fault: string;
  /** Name of the service or parameter that it happens to; otherwise what the step changes. */
  readonly on?: string;
}

export type Outcome = NonNullable<RawExpect['outcome']>;

export interface Expect extends Pick<RawExpect, 'outcome' | 'writes' | 'held' | 'refused' | 'steps' | 'world'> {
  /** Those of one group may come in any order. */
  readonly calls?: readonly (readonly string[])[];
  readonly asked?: readonly { readonly step: string; readonly of: readonly string[] }[];
  readonly duration?: { readonly atLeast?: number; readonly atMost?: number };
}
