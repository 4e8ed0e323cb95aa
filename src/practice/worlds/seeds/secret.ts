/** A secret of Secrets Manager. */
export interface SecretSeed {
  readonly name: string;
  /** The last six characters of its ARN, where something has to name it whole; any, where they are left out. */
  readonly suffix?: string;
  /** What AWSCURRENT holds: a text, or a JSON object written as one. */
  readonly value: string;
  /** Those before it, oldest first; one without a stage is deprecated. */
  readonly older?: readonly { readonly value: string; readonly stages: readonly string[] }[];
  /** ARN or id of a key of the account; Secrets Manager's own where it is left out. */
  readonly keyId?: string;
  /** The AWS service that looks after it, such as `rds`. */
  readonly owner?: string;
  readonly rotation?: {
    /** ARN of the function. */
    readonly by: string;
    /** The step at which it always gives up. */
    readonly failsAt?: RotationStep;
  };
}

/** In this order. https://docs.aws.amazon.com/secretsmanager/latest/userguide/rotate-secrets_lambda-functions.html */
export type RotationStep = 'createSecret' | 'setSecret' | 'testSecret' | 'finishSecret';
