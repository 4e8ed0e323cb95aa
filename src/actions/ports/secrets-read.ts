/** A secret of Secrets Manager, without any value. */
export interface Secret {
  readonly name: string;
  /** Ends in the six characters that nobody chose: what a task definition needs. */
  readonly arn: string;
  readonly keyId?: string;
  /** ARN of the function that rotates it; none: it is rotated by hand. */
  readonly rotatedBy?: string;
  readonly deletedAt?: number;
  readonly modifiedAt: number;
  /** Every version that has a stage. */
  readonly versions: readonly { readonly id: string; readonly stages: readonly string[] }[];
}

export interface SecretsRead {
  /** @param id a name, or an ARN with or without its six characters */
  secret(id: string): Promise<Secret | undefined>;
  /** All versions, those without a stage too, newest first. */
  versions(
    id: string,
  ): Promise<readonly { readonly id: string; readonly stages: readonly string[]; readonly createdAt: number }[]>;
}
