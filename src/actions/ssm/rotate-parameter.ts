import { Failure } from '#domain/failure.ts';
import { Type } from '#domain/type.ts';
import type { Change, Planned } from '../contract.ts';
import { defineAction, refused } from '../define.ts';
import { keyStatements } from '../key-statements.ts';
import { newValue, newValueInWords, newValueSchema } from '../new-value.ts';
import { findReaders, type Reader, readersInWords } from '../readers.ts';
import { type RotateMemory, rotateMemory } from '../rotate/memory.ts';
import { judgeRotation, reconcileRotation } from '../rotate/outcome.ts';
import { rotateRequests } from '../rotate/requests.ts';
import { type ParameterState, readParameter, refuseParameter, versionWith } from '../rotate/state.ts';
import type { Sealed } from '../sealed.ts';

/** https://docs.aws.amazon.com/systems-manager/latest/APIReference/API_LabelParameterVersion.html */
const labelSchema = (name: string, description: string) =>
  Type.String({ pattern: '^[A-Za-z_][A-Za-z0-9_.-]{0,99}$', default: name, description });

const input = Type.Object(
  {
    name: Type.String({ description: 'Name of the parameter, which must exist.' }),
    ...newValueSchema,
    current_label: labelSchema('current', 'Label that moves to the new version.'),
    previous_label: labelSchema('previous', 'Label that moves to the version used before.'),
    cluster: Type.Optional(
      Type.String({ description: 'Its services are searched for readers, which the card names.' }),
    ),
  },
  { additionalProperties: false },
);

function remembered(state: ParameterState, current: string, previous: string): RotateMemory {
  const { name, arn, version, tier, keyId } = state.parameter;
  return {
    name,
    arn,
    version,
    inUse: versionWith(state, current) ?? version,
    current,
    previous,
    tier,
    ...(keyId === undefined ? {} : { keyId }),
  };
}

const on = (version: number | undefined): string => (version === undefined ? 'on no version' : `on version ${version}`);

const changes = (plan: RotateMemory, state: ParameterState, value: Sealed): readonly Change[] => [
  { target: plan.name, what: 'newest version', before: `${plan.version}`, after: `${plan.version + 1}` },
  { target: plan.name, what: newValueInWords(value) },
  {
    target: plan.name,
    what: `label ${plan.current}`,
    before: on(versionWith(state, plan.current)),
    after: on(plan.version + 1),
  },
  {
    target: plan.name,
    what: `label ${plan.previous}`,
    before: on(versionWith(state, plan.previous)),
    after: on(plan.inUse),
  },
];

function warnings(plan: RotateMemory, { parameter }: ParameterState): readonly string[] {
  return [
    ...(parameter.type === 'SecureString' ? [] : [`${plan.name} is a ${parameter.type}: its value is not encrypted.`]),
    ...(plan.inUse === plan.version
      ? []
      : [`Label ${plan.current} is on version ${plan.inUse}, not on the newest, ${plan.version}.`]),
  ];
}

const undoWords = ({ inUse, current }: RotateMemory): string =>
  `The value of version ${inUse} is written again as a new version, to which ${current} moves. Readers must be restarted again.`;

interface Found {
  readonly state: ParameterState;
  readonly readers: readonly Reader[];
  readonly cluster: string | undefined;
}

function planned(
  { state, readers, cluster }: Found,
  plan: RotateMemory,
  value: Sealed,
): Planned & { plan: RotateMemory } {
  const labels = {
    [plan.current]: versionWith(state, plan.current),
    [plan.previous]: versionWith(state, plan.previous),
  };
  return {
    plan,
    changes: changes(plan, state, value),
    requests: rotateRequests(plan, state.parameter, value),
    targets: [plan.arn],
    guarded: {
      'newest version': plan.version,
      key: plan.keyId ?? 'none',
      ...Object.fromEntries(Object.entries(labels).map(([name, version]) => [`label ${name}`, on(version)])),
    },
    blastRadius: `1 parameter. ${readersInWords(cluster, readers)}`,
    warnings: warnings(plan, state),
    undo: undoWords(plan),
  };
}

export default defineAction({
  meta: {
    id: 'ssm.rotate-parameter',
    version: 1,
    summary: 'Write a new value of a parameter that nobody sees, and move its labels.',
    risk: 'changes',
    repeat: 'unsafe',
    timeout: 2 * 60_000,
    settle: 0,
    undo: 'auto',
    secrets: ['value'],
    docs: 'docs/actions/ssm.rotate-parameter.md',
  },
  input,
  memory: rotateMemory,
  outputs: {
    version: { schema: Type.Integer(), known: 'apply' },
    previous_version: { schema: Type.Integer(), known: 'plan' },
  },

  async plan({ name, cluster, current_label: current, previous_label: previous, ...given }, read, ctx) {
    const value = newValue('ssm.rotate-parameter', given);
    if (current === previous)
      throw new Failure('user', 'bad-input', 'ssm.rotate-parameter: the two labels must differ');
    const state = await readParameter(name, read);
    if (!state) return refused(`There is no parameter ${name}.`);
    const plan = remembered(state, current, previous);
    const unfit = refuseParameter(state, previous, plan.inUse);
    if (unfit) return refused(unfit);
    const readers = cluster === undefined ? [] : await findReaders(cluster, state.parameter.arn, read, ctx);
    return planned({ state, readers, cluster }, plan, value);
  },
  receipt: (n, answer) =>
    n === 0 ? { version: answer['Version'] ?? null } : { version: answer['ParameterVersion'] ?? null },
  reconcile: reconcileRotation,
  verify: judgeRotation,
  results: ({ inUse }, [first]) => ({
    previous_version: inUse,
    ...(first ? { version: first['version'] ?? null } : {}),
  }),
  undo: ({ name, inUse, current, previous }) => ({
    action: 'ssm.rotate-parameter',
    input: { name, value: { ref: `ssm:${name}:${inUse}` }, current_label: current, previous_label: previous },
  }),
  iam: ({ arn, keyId, tier }) => [
    { Effect: 'Allow', Action: ['ssm:PutParameter', 'ssm:LabelParameterVersion'], Resource: [arn] },
    ...keyStatements(keyId, arn, tier === 'Standard' ? ['kms:Encrypt'] : ['kms:Encrypt', 'kms:GenerateDataKey']),
  ],
});
