import type { JsonObject } from '#domain/json.ts';

export interface StateMachineSeed {
  readonly name: string;
  /** In the Amazon States Language. */
  readonly definition: JsonObject;
}
