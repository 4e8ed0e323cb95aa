/** A secret of Secrets Manager, without any value. */
export interface Secret {
  readonly name: string;
  /** Ends in the six characters that nobody chose: what a task definition needs. */
  readonly arn: string;
  readonly keyId?: string;
  /** ARN of the function that rotates it, or name of the AWS service that does; none: it is rotated by hand. */
  readonly rotatedBy?: string;
  /** The AWS service that looks after it, and that alone writes its values: `rds`. */
  readonly owner?: string;
  readonly deletedAt?: number;
  readonly modifiedAt: number;
  /** Every version that has a stage. */
  readonly versions: readonly { readonly id: string; readonly stages: readonly string[] }[];
}

export interface SecretVersion {
  readonly id: string;
  readonly stages: readonly string[];
  readonly createdAt: number;
}

export interface SecretsRead {
  /** @param id a name, or an ARN with or without its six characters */
  secret(id: string): Promise<Secret | undefined>;
  /** All versions, those without a stage too, newest first; none of a secret that is not there. */
  versions(id: string): Promise<readonly SecretVersion[]>;
}
