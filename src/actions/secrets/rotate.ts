import { Type } from '#domain/type.ts';
import type { IamStatement, Planned } from '../contract.ts';
import { defineAction, refused } from '../define.ts';
import { findReaders, readersInWords } from '../readers.ts';
import { reconcileVersion } from '../stages/put-outcome.ts';
import { type RotationMemory, rotationMemory } from '../stages/rotation-memory.ts';
import { judgeRotationOf } from '../stages/rotation-outcome.ts';
import { guardedStages, holderOf, type InUse, inUse, onVersion, shortVersion } from '../stages/state.ts';

const input = Type.Object(
  {
    secret: Type.String({ description: 'Name or ARN of the secret, which something rotates.' }),
    cluster: Type.Optional(
      Type.String({ description: 'Its services are searched for readers, which the card names.' }),
    ),
  },
  { additionalProperties: false },
);

/** Moving the label back would not change the password in the database back. */
const noUndo =
  'It cannot be undone: the password was changed in what the secret opens as well, so the version before is no longer valid. Rotate it again instead.';

/** AWS refuses a rotation while an earlier one has left its label. https://docs.aws.amazon.com/secretsmanager/latest/apireference/API_RotateSecret.html */
function refuseRotation({ secret, current }: InUse): string | undefined {
  const { name, rotatedBy } = secret;
  const rotating = holderOf(secret, 'AWSPENDING');
  if (rotatedBy === undefined) return `Nothing rotates ${name}: give it a new value with secrets.put.`;
  if (rotating !== undefined && rotating !== current)
    return `An earlier rotation of ${name} has not ended: AWSPENDING is on version ${shortVersion(rotating)}, which is not current.`;
  return undefined;
}

function planned(plan: RotationMemory, { secret }: InUse, readers: string): Planned & { plan: RotationMemory } {
  const { arn, name, version, previous, by } = plan;
  return {
    plan,
    changes: [{ target: name, what: 'label AWSCURRENT', before: onVersion(previous), after: onVersion(version) }],
    requests: [
      {
        service: 'secretsmanager',
        operation: 'RotateSecret',
        params: { SecretId: arn, ClientRequestToken: version, RotateImmediately: true },
      },
    ],
    targets: [arn],
    guarded: {
      ...guardedStages(secret),
      'version in rotation': holderOf(secret, 'AWSPENDING') ?? 'none',
      'rotated by': by,
    },
    blastRadius: `1 secret, rotated by ${by}. ${readers}`,
    warnings: ['Whether the password before still works for those that hold it depends on how the function rotates.'],
    undo: noUndo,
  };
}

/** Who asks for a rotation must be allowed to call its function. https://docs.aws.amazon.com/secretsmanager/latest/apireference/API_RotateSecret.html */
const functionStatements = (by: string): readonly IamStatement[] =>
  by.includes(':lambda:') ? [{ Effect: 'Allow', Action: ['lambda:InvokeFunction'], Resource: [by] }] : [];

export default defineAction({
  meta: {
    id: 'secrets.rotate',
    version: 1,
    summary: 'Have a secret rotated now by the function that rotates it, and wait until its new version is current.',
    risk: 'changes',
    repeat: 'client-token',
    timeout: 15 * 60_000,
    settle: 0,
    undo: 'impossible',
    secrets: [],
    docs: 'docs/actions/secrets.rotate.md',
  },
  input,
  memory: rotationMemory,
  outputs: {
    version: { schema: Type.String(), known: 'apply' },
    previous_version: { schema: Type.String(), known: 'plan' },
  },

  async plan({ secret: given, cluster }, read, ctx) {
    const used = inUse(given, await read.secrets.secret(given));
    if ('refuse' in used) return refused(used.refuse);
    const unfit = refuseRotation(used);
    if (unfit !== undefined) return refused(unfit);
    const { arn, name, rotatedBy = '' } = used.secret;
    const readers = cluster === undefined ? [] : await findReaders(cluster, arn, read, ctx);
    const plan = { arn, name, version: ctx.token, previous: used.current, by: rotatedBy };
    return planned(plan, used, readersInWords(cluster, readers));
  },
  receipt: (_, answer) => ({ version: answer['VersionId'] ?? null }),
  reconcile: ({ version, arn }, _, read) => reconcileVersion(version, arn, read),
  verify: judgeRotationOf,
  // Once it is applied the version is known, whether AWS's answer, a look or a person says so: its id is the token.
  results: ({ previous, version }, receipts) => ({
    previous_version: previous,
    ...(receipts.length > 0 ? { version } : {}),
  }),
  undo: () => ({ none: noUndo }),
  iam: ({ arn, by }) => [
    { Effect: 'Allow', Action: ['secretsmanager:RotateSecret'], Resource: [arn] },
    ...functionStatements(by),
  ],
});
