import type { JsonObject } from '#domain/json.ts';

/** A call of AWS as an author writes it. */
export interface Call {
  /** As IAM names it. */
  readonly service: string;
  readonly operation: string;
  readonly parameters: JsonObject;
}

/** Calls that no action of the catalogue makes: what stepward.yml lists under `aws_calls` of the environment. */
export interface CallsRead {
  /** Why it could not be sent: it is not listed, or AWS has no such call or no such parameter. One sentence; undefined where it could. */
  refuse(call: Call): Promise<string | undefined>;
  /**
   * What a `Describe`, `Get` or `List` of a service with listed calls answers; its times are texts.
   * @throws Failure `call-not-allowed`
   */
  read(call: Call): Promise<JsonObject>;
}
