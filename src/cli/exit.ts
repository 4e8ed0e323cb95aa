import { type Failure, forPeople } from '#domain/failure.ts';

/** What a command ends with; scripts rely on it. */
export const exit = { fine: 0, found: 1, usage: 2, unable: 3 } as const;
export type Exit = (typeof exit)[keyof typeof exit];

/** Typed wrongly on the command line is one thing, everything that could not be done another. */
export const exitOf = (failure: Failure): Exit => (failure.code === 'usage' ? exit.usage : exit.unable);

/** One or two lines on stderr; of a bug also where it happened, for whoever mends it. */
export function sayFailure(failure: Failure): string {
  if (failure.kind !== 'bug') return `stepward: ${forPeople(failure)}`;
  const cause = failure.cause instanceof Error ? failure.cause.stack : String(failure.cause);
  return `stepward: ${failure.message}\n${cause}`;
}
