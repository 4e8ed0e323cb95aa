import type { StatementSeed } from '#practice/worlds/seeds/role.ts';

export interface Role {
  readonly name: string;
  readonly arn: string;
  /** Services and ARNs that may assume it. */
  readonly trust: readonly string[];
  readonly statements: readonly StatementSeed[];
}
