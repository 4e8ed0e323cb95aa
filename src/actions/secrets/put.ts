import { Type } from '#domain/type.ts';
import type { Change, Planned } from '../contract.ts';
import { defineAction, refused } from '../define.ts';
import { keyStatements } from '../key-statements.ts';
import { newValue, newValueInWords, newValueSchema } from '../new-value.ts';
import { findReaders, type Reader, readersInWords } from '../readers.ts';
import type { Sealed } from '../sealed.ts';
import { type PutMemory, putMemory } from '../stages/put-memory.ts';
import { judgePut, reconcileVersion } from '../stages/put-outcome.ts';
import {
  currentStage,
  guardedStages,
  holderOf,
  type InUse,
  inUse,
  onVersion,
  pendingStage,
  refuseOwned,
  shortVersion,
} from '../stages/state.ts';

const input = Type.Object(
  {
    secret: Type.String({ description: 'Name or ARN of the secret, which must exist.' }),
    ...newValueSchema,
    stage: Type.Enum(['pending', 'current'], {
      default: 'pending',
      description: 'pending: nothing reads it until secrets.promote; current: whatever starts from now on reads it.',
    }),
    cluster: Type.Optional(
      Type.String({ description: 'Its services are searched for readers, which the card names.' }),
    ),
  },
  { additionalProperties: false },
);

interface Found extends InUse {
  readonly value: Sealed;
  readonly readers: readonly Reader[];
  readonly cluster: string | undefined;
  readonly isGenerated: boolean;
}

const readersOfKeys = (readers: readonly Reader[]): readonly string[] =>
  readers.flatMap(({ service, keys }) => keys.map((key) => `${service.name} (${key})`));

/** A generated value is no JSON. */
function refuseKeys({ secret, readers, isGenerated }: Found): string | undefined {
  const keys = readersOfKeys(readers);
  if (!isGenerated || keys.length === 0) return undefined;
  return `${secret.name} holds JSON of which members are read by ${keys.join(', ')}: a generated value would keep them from starting.`;
}

const changes = ({ name, version, stage, previous }: PutMemory, { secret, value }: Found): readonly Change[] => [
  { target: name, what: newValueInWords(value) },
  { target: name, what: `label ${stage}`, before: onVersion(holderOf(secret, stage)), after: onVersion(version) },
  ...(stage === currentStage
    ? [
        {
          target: name,
          what: 'label AWSPREVIOUS',
          before: onVersion(holderOf(secret, 'AWSPREVIOUS')),
          after: onVersion(previous),
        },
      ]
    : []),
];

function warnings({ stage }: PutMemory, { secret, readers }: Found): readonly string[] {
  const keys = readersOfKeys(readers);
  const pending = holderOf(secret, pendingStage);
  return [
    ...(keys.length > 0 ? [`The value must be JSON with the members that are read by ${keys.join(', ')}.`] : []),
    ...(secret.rotatedBy === undefined ? [] : [`It is rotated by ${secret.rotatedBy}, which will replace this value.`]),
    ...(stage === pendingStage && pending !== undefined
      ? [`Version ${shortVersion(pending)} is pending already and loses the label.`]
      : []),
  ];
}

const undoWords = ({ stage, previous, version }: PutMemory): string =>
  stage === currentStage
    ? `AWSCURRENT goes back to version ${shortVersion(previous)}. Readers must be restarted again.`
    : `${pendingStage} is taken off version ${shortVersion(version)}, which nothing reads.`;

function planned(plan: PutMemory, found: Found): Planned & { plan: PutMemory } {
  const { arn, version, stage } = plan;
  return {
    plan,
    changes: changes(plan, found),
    requests: [
      {
        service: 'secretsmanager',
        operation: 'PutSecretValue',
        params: {
          SecretId: arn,
          SecretString: { ...found.value },
          ClientRequestToken: version,
          VersionStages: [stage],
        },
      },
    ],
    targets: [arn],
    guarded: { ...guardedStages(found.secret), key: plan.keyId ?? 'none' },
    blastRadius:
      stage === currentStage
        ? `1 secret. ${readersInWords(found.cluster, found.readers)}`
        : '1 secret. Nothing reads the new version yet',
    warnings: warnings(plan, found),
    undo: undoWords(plan),
  };
}

export default defineAction({
  meta: {
    id: 'secrets.put',
    version: 1,
    summary: 'Write a new value of a secret that nobody sees, first beside the one in use or at once in its place.',
    risk: 'changes',
    repeat: 'client-token',
    timeout: 2 * 60_000,
    settle: 0,
    undo: 'auto',
    // The version's id is ours: there is such a version, or none.
    never: ['by-other'],
    secrets: ['value'],
    docs: 'docs/actions/secrets.put.md',
  },
  input,
  memory: putMemory,
  outputs: {
    version: { schema: Type.String(), known: 'apply' },
    previous_version: { schema: Type.String(), known: 'plan' },
  },

  async plan({ secret: given, stage, cluster, ...values }, read, ctx) {
    const value = newValue('secrets.put', values);
    const used = inUse(given, await read.secrets.secret(given));
    if ('refuse' in used) return refused(used.refuse);
    const { arn, name, keyId } = used.secret;
    const readers = cluster === undefined ? [] : await findReaders(cluster, arn, read, ctx);
    const found = { ...used, value, readers, cluster, isGenerated: values.generate !== undefined };
    const unfit = refuseOwned(used.secret) ?? refuseKeys(found);
    if (unfit !== undefined) return refused(unfit);
    const plan: PutMemory = {
      arn,
      name,
      version: ctx.token,
      stage: stage === 'current' ? currentStage : pendingStage,
      previous: used.current,
      ...(keyId === undefined ? {} : { keyId }),
    };
    return planned(plan, found);
  },
  receipt: (_, answer) => ({ version: answer['VersionId'] ?? null }),
  reconcile: ({ version, arn }, _, read) => reconcileVersion(version, arn, read),
  verify: judgePut,
  // Once it is applied the version is known, whether AWS's answer, a look or a person says so: its id is the token.
  results: ({ previous, version }, receipts) => ({
    previous_version: previous,
    ...(receipts.length > 0 ? { version } : {}),
  }),
  undo: ({ arn, previous }) => ({ action: 'secrets.promote', input: { secret: arn, version: previous } }),
  iam: ({ arn, keyId }) => [
    { Effect: 'Allow', Action: ['secretsmanager:PutSecretValue'], Resource: [arn] },
    ...keyStatements(keyId, arn, ['kms:GenerateDataKey', 'kms:Decrypt']),
  ],
});
