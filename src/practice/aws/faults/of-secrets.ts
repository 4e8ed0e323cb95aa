import { needed, objects, text, texts } from '../params.ts';
import type { PracticeAws } from '../practice-aws.ts';
import { type NamedFault, somebody, wrongTarget } from './named-fault.ts';

/** Name of the secret with this ARN, whose last six characters nobody chose and may be left out. */
function nameOf(fault: Pick<NamedFault, 'name' | 'to'>, aws: PracticeAws, target: string): string {
  const [, asked = ''] = /:secret:(.+)$/.exec(target) ?? [];
  const found = aws.view().secrets.find(({ name }) => name === asked || name === asked.replace(/-\w{6}$/, ''));
  if (!found) throw wrongTarget(fault, target);
  return found.name;
}

const written = { name: 'someone-writes-secret', to: 'secret' } as const;
const promoted = { name: 'someone-promotes-secret', to: 'secret' } as const;

/** Where somebody moves AWSCURRENT: to the version that waits for it, else back to the one before. */
const elsewhere = ['AWSPENDING', 'AWSPREVIOUS'];

export const ofSecrets: readonly NamedFault[] = [
  {
    ...written,
    says: 'Somebody else writes a new value of the secret, which becomes AWSCURRENT.',
    async strike(aws, target) {
      const SecretId = nameOf(written, aws, target);
      await aws.perform('PutSecretValue', { SecretId, SecretString: 'written by somebody else' }, somebody(target));
    },
  },
  {
    ...promoted,
    says: 'Somebody else moves AWSCURRENT to the version that is AWSPENDING, or else back to AWSPREVIOUS.',
    async strike(aws, target) {
      const SecretId = nameOf(promoted, aws, target);
      const versions = needed(objects, await aws.perform('ListSecretVersionIds', { SecretId }), 'Versions');
      const holder = (stage: string): string | undefined => {
        const found = versions.find((version) => texts(version, 'VersionStages')?.includes(stage));
        return found && text(found, 'VersionId');
      };
      const from = holder('AWSCURRENT');
      const to = elsewhere.map(holder).find((id) => id !== undefined && id !== from);
      if (from === undefined || to === undefined) throw wrongTarget(promoted, target);
      const move = { SecretId, VersionStage: 'AWSCURRENT', RemoveFromVersionId: from, MoveToVersionId: to };
      await aws.perform('UpdateSecretVersionStage', move, somebody(target));
    },
  },
];
