import { Type } from '#domain/type.ts';
import type { Change, Planned } from '../contract.ts';
import { defineAction, nothingToDo, refused } from '../define.ts';
import type { Read } from '../ports.ts';
import { findReaders, type Reader, readersInWords } from '../readers.ts';
import { type PromoteMemory, promoteMemory } from '../stages/promote-memory.ts';
import { judgePromote, reconcilePromote } from '../stages/promote-outcome.ts';
import { movesOf, promoteRequests } from '../stages/promote-requests.ts';
import {
  currentStage,
  guardedStages,
  holderOf,
  type InUse,
  inUse,
  pendingStage,
  refuseOwned,
  shortVersion,
} from '../stages/state.ts';

const input = Type.Object(
  {
    secret: Type.String({ description: 'Name or ARN of the secret.' }),
    version: Type.Optional(
      Type.String({
        description: `Id of the version that becomes current; by default the one labelled ${pendingStage}.`,
      }),
    ),
    cluster: Type.Optional(
      Type.String({ description: 'Its services are searched for readers, which the card names.' }),
    ),
  },
  { additionalProperties: false },
);

/** A version that a rotation makes has perhaps no value yet, and what the secret opens does perhaps not know it. */
const rotates = ({ secret, current }: InUse, version: string): boolean =>
  version !== current && holderOf(secret, 'AWSPENDING') === version;

async function refuseVersion(used: InUse, version: string, { secrets }: Read): Promise<string | undefined> {
  const { secret } = used;
  if (rotates(used, version))
    return `Version ${shortVersion(version)} of ${secret.name} is of a rotation that has not ended.`;
  const isThere = (await secrets.versions(secret.arn)).some(({ id }) => id === version);
  return isThere ? undefined : `${secret.name} has no version ${version}, or has it no more.`;
}

/** What the labels mean to people; their names are in the request. */
const changes = (plan: PromoteMemory): readonly Change[] =>
  movesOf(plan).map(({ stage, from, to }) => ({
    target: plan.name,
    what: stage === currentStage ? 'current value' : 'pending value',
    before: `version ${shortVersion(from)}`,
    after: to === undefined ? 'none' : `version ${shortVersion(to)}`,
  }));

const warnings = ({ version, previous }: PromoteMemory, { secret }: InUse): readonly string[] =>
  secret.rotatedBy === undefined || version === previous
    ? []
    : [
        `It is rotated by ${secret.rotatedBy}: a password that was changed along with the value does not change back with the label.`,
      ];

interface Searched {
  readonly readers: readonly Reader[];
  readonly cluster: string | undefined;
}

function planned(plan: PromoteMemory, used: InUse, { readers, cluster }: Searched): Planned & { plan: PromoteMemory } {
  const moves = plan.version !== plan.previous;
  return {
    plan,
    changes: changes(plan),
    requests: promoteRequests(plan),
    targets: [plan.arn],
    guarded: guardedStages(used.secret),
    blastRadius: `1 secret. ${moves ? readersInWords(cluster, readers) : 'What is read does not change'}`,
    warnings: warnings(plan, used),
    undo: moves
      ? `Version ${shortVersion(plan.previous)} becomes the current value again; whatever has read the other one must be restarted.`
      : 'The current version stays; the label of the pending one is not put back.',
  };
}

export default defineAction({
  meta: {
    id: 'secrets.promote',
    version: 1,
    summary: 'Make a version of a secret the current one, which is read by whatever starts from now on.',
    risk: 'changes',
    repeat: 'same-state',
    timeout: 2 * 60_000,
    settle: 0,
    undo: 'auto',
    secrets: [],
    docs: 'docs/actions/secrets.promote.md',
  },
  input,
  memory: promoteMemory,
  outputs: {
    version: { schema: Type.String(), known: 'plan' },
    previous_version: { schema: Type.String(), known: 'plan' },
  },

  async plan({ secret: given, version: asked, cluster }, read, ctx) {
    const used = inUse(given, await read.secrets.secret(given));
    if ('refuse' in used) return refused(used.refuse);
    const { arn, name } = used.secret;
    const pending = holderOf(used.secret, pendingStage);
    const version = asked ?? pending;
    if (version === undefined)
      return refused(`No version of ${name} has the label ${pendingStage}: write one with secrets.put, or name one.`);
    const unfit = refuseOwned(used.secret) ?? (await refuseVersion(used, version, read));
    if (unfit !== undefined) return refused(unfit);
    if (version === used.current && pending === undefined)
      return nothingToDo(`Version ${shortVersion(version)} of ${name} is current, and none is pending.`);
    const readers = cluster === undefined ? [] : await findReaders(cluster, arn, read, ctx);
    const plan = { arn, name, version, previous: used.current, ...(pending === undefined ? {} : { pending }) };
    return planned(plan, used, { readers, cluster });
  },
  receipt: (_, answer) => ({ secret: answer['ARN'] ?? null }),
  reconcile: reconcilePromote,
  verify: judgePromote,
  results: ({ version, previous }) => ({ version, previous_version: previous }),
  undo: ({ arn, previous, version }) =>
    version === previous
      ? { none: 'The current version stays; the label of the pending one is not put back.' }
      : { action: 'secrets.promote', input: { secret: arn, version: previous } },
  iam: ({ arn }) => [{ Effect: 'Allow', Action: ['secretsmanager:UpdateSecretVersionStage'], Resource: [arn] }],
});
