import type { RotationStep } from '#practice/worlds/seeds/secret.ts';

/** A secret of Secrets Manager. Times are epoch milliseconds. */
export interface Secret {
  /** Ends in six characters that nobody chose. */
  readonly arn: string;
  readonly name: string;
  readonly keyId: string | undefined;
  /** The AWS service that looks after it. */
  readonly owner: string | undefined;
  readonly createdAt: number;
  /** In the order in which they were made. */
  readonly versions: SecretVersion[];
  rotation: Rotation | undefined;
  changedAt: number;
}

export interface SecretVersion {
  readonly id: string;
  /** A rotation makes a version first and its value then. */
  value: string | undefined;
  readonly stages: Set<string>;
  readonly createdAt: number;
}

export interface Rotation {
  readonly by: string;
  readonly failsAt: RotationStep | undefined;
  isEnabled: boolean;
  /** Of the rotation that runs now: the version that it makes, and when it was asked for. */
  running: { readonly version: SecretVersion; readonly since: number } | undefined;
  rotatedAt: number | undefined;
}
