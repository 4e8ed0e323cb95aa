/** A role of IAM. A world that has none lets every role do everything. */
export interface RoleSeed {
  readonly name: string;
  /** Services and ARNs that may assume it: `ecs-tasks.amazonaws.com`. */
  readonly trust: readonly string[];
  readonly statements: readonly StatementSeed[];
}

/** As IAM writes it; conditions are not evaluated, so there are none. `*` and `?` stand for any text and any character. */
export interface StatementSeed {
  readonly Effect: 'Allow' | 'Deny';
  readonly Action: string | readonly string[];
  readonly Resource: string | readonly string[];
}
