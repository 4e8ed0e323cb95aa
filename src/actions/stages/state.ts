import type { Secret } from '../ports/secrets-read.ts';

/** The label of a version that was written and that nothing reads yet. AWSPENDING would not do: on a version that is not current it keeps a managed rotation from beginning. https://docs.aws.amazon.com/secretsmanager/latest/apireference/API_RotateSecret.html */
export const pendingStage = 'RB_PENDING';
export const currentStage = 'AWSCURRENT';

/** Id of the version that has a stage. */
export const holderOf = ({ versions }: Secret, stage: string): string | undefined =>
  versions.find(({ stages }) => stages.includes(stage))?.id;

/** A version's id as people read it. */
export const shortVersion = (id: string): string => `${id.slice(0, 8)}…`;

export const onVersion = (id: string | undefined): string =>
  id === undefined ? 'on no version' : `on version ${shortVersion(id)}`;

/** A secret that has a version in use, and that one. */
export interface InUse {
  readonly secret: Secret;
  readonly current: string;
}

/** Why its versions cannot be changed from here, or what is changed. */
export function inUse(given: string, secret: Secret | undefined): InUse | { readonly refuse: string } {
  if (!secret) return { refuse: `There is no secret ${given}.` };
  if (secret.deletedAt !== undefined) return { refuse: `${secret.name} is going to be deleted.` };
  const current = holderOf(secret, currentStage);
  if (current === undefined)
    return {
      refuse: `${secret.name} has no value yet, so there is none to go back to: give it the first one by hand.`,
    };
  return { secret, current };
}

/** Only the AWS service that looks after a secret may write to it. */
export const refuseOwned = ({ name, owner }: Secret): string | undefined =>
  owner === undefined ? undefined : `${name} is looked after by ${owner}, which alone writes its values.`;

/** What somebody else may not have changed between the card and the request. */
export const guardedStages = (secret: Secret) => ({
  'current version': holderOf(secret, currentStage) ?? 'none',
  'pending version': holderOf(secret, pendingStage) ?? 'none',
});
