import { asFailure } from '#domain/failure.ts';
import type { EngineParts } from './parts.ts';

/** What a loop cannot hand to anybody: it is logged, and the loop goes on. */
export function complain({ log }: Pick<EngineParts, 'log'>, thrown: unknown): void {
  const failure = asFailure(thrown);
  log(failure.kind === 'transient' ? 'warn' : 'error', failure.message, {
    code: failure.code,
    error: String(failure.cause ?? failure),
  });
}
