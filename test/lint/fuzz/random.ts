import { randomOf } from '../../runbook/random.ts';

/** A seeded source of chances. */
export interface Random {
  below(limit: number): number;
  pick<T>(from: readonly [T, ...T[]]): T;
  pick<T>(from: readonly T[]): T | undefined;
}

export function randomFrom(seed: number): Random {
  const below = randomOf(seed);
  return { below, pick: <T>(from: readonly T[]): T => from[below(from.length)] as T };
}
