import { Failure } from '#domain/failure.ts';

/** An error in AWS's words: `name` is what the SDK shows as the error's name. */
export const refusal = (name: string, message: string): Failure => new Failure('refused', name, message);

export const invalid = (message: string): Failure => refusal('InvalidParameterException', message);

/** Said when the simulation is asked for something it does not do: better than an answer that AWS would not give. */
export const unsupported = (what: string): Failure =>
  refusal('PracticeUnsupported', `The practice AWS does not do this: ${what}.`);
