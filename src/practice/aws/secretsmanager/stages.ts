import type { Secret, SecretVersion } from './model.ts';

export const versionWith = ({ versions }: Secret, stage: string): SecretVersion | undefined =>
  versions.find(({ stages }) => stages.has(stage));

/** What it holds now; nothing before it was given its first value. */
export const currentVersion = (secret: Secret): SecretVersion | undefined => versionWith(secret, 'AWSCURRENT');

/**
 * A stage is on one version at most: what gets it takes it from the other. AWSCURRENT leaves AWSPREVIOUS behind.
 * https://docs.aws.amazon.com/secretsmanager/latest/apireference/API_UpdateSecretVersionStage.html
 */
export function moveStage(secret: Secret, stage: string, to: SecretVersion | undefined): void {
  const from = versionWith(secret, stage);
  if (from === to) return;
  from?.stages.delete(stage);
  to?.stages.add(stage);
  if (stage === 'AWSCURRENT' && from && to) moveStage(secret, 'AWSPREVIOUS', from);
}
