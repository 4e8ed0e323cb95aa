import { Failure } from '#domain/failure.ts';
import type { JsonObject } from '#domain/json.ts';

/**
 * An error in AWS's words.
 * @param name what the SDK shows as the error's name
 * @param members what the error has besides its message
 */
export const refusal = (name: string, message: string, members: JsonObject = {}): Failure =>
  new Failure('refused', name, message, { cause: members });

export const invalid = (message: string): Failure => refusal('InvalidParameterException', message);

/** Said when the simulation is asked for something it does not do: better than an answer that AWS would not give. */
export const unsupported = (what: string): Failure =>
  refusal('PracticeUnsupported', `The practice AWS does not do this: ${what}.`);
