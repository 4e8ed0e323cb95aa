import { Failure } from '#domain/failure.ts';
import { Type } from '#domain/type.ts';
import type { Change, IamStatement, Planned } from '../contract.ts';
import { defineAction, refused } from '../define.ts';
import { findReaders, type Reader } from '../readers.ts';
import { type RotateMemory, rotateMemory } from '../rotate/memory.ts';
import { judgeRotation, reconcileRotation } from '../rotate/outcome.ts';
import { rotateRequests } from '../rotate/requests.ts';
import { type ParameterState, readParameter, refuseParameter, versionWith } from '../rotate/state.ts';
import { type Sealed, secret } from '../sealed.ts';

/** https://docs.aws.amazon.com/systems-manager/latest/APIReference/API_LabelParameterVersion.html */
const labelSchema = (name: string, description: string) =>
  Type.String({ pattern: '^[A-Za-z_][A-Za-z0-9_.-]{0,99}$', default: name, description });

const generated = Type.Object(
  {
    bytes: Type.Integer({ minimum: 16, maximum: 1024, description: 'How many random bytes.' }),
    as: Type.Optional(Type.Enum(['base64url', 'hex'], { description: 'base64url where it is left out.' })),
  },
  { additionalProperties: false, description: 'Has a new value made that nobody sees.' },
);

const input = Type.Object(
  {
    name: Type.String({ description: 'Name of the parameter, which must exist.' }),
    value: Type.Optional(secret(Type.String({ description: 'The new value, where it is not generated.' }))),
    generate: Type.Optional(secret(generated)),
    current_label: labelSchema('current', 'Label that moves to the new version.'),
    previous_label: labelSchema('previous', 'Label that moves to the version used before.'),
    cluster: Type.Optional(
      Type.String({ description: 'Its services are searched for readers, which the card names.' }),
    ),
  },
  { additionalProperties: false },
);

interface Given {
  readonly value?: Sealed;
  readonly generate?: Sealed;
}

function newValue({ value, generate }: Given): Sealed {
  const given = value ?? generate;
  if (!given || (value && generate))
    throw new Failure('user', 'bad-input', 'ssm.rotate-parameter: give either "value" or "generate"');
  return given;
}

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
  { target: plan.name, what: `new value of ${value.length} characters, fingerprint ${value.fingerprint}` },
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

function readersInWords(cluster: string | undefined, readers: readonly Reader[]): string {
  if (cluster === undefined) return 'Its readers were not searched for';
  if (readers.length === 0) return `No service of ${cluster} reads it when it starts`;
  const names = readers.map((reader) => `${reader.service.name} (${reader.variables.join(', ')})`);
  return `Read at start by ${names.join(', ')}, which keep the old value until they are restarted`;
}

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

/** A key given by its alias cannot be named in a policy; the one of the account needs no permission. https://docs.aws.amazon.com/kms/latest/developerguide/services-parameter-store.html */
function keyStatements({ keyId, tier, arn }: RotateMemory): readonly IamStatement[] {
  if (keyId === undefined || keyId.startsWith('alias/aws/')) return [];
  const [, partition, , region, account] = arn.split(':');
  const key = keyId.startsWith('alias/') ? '*' : keyId.replace(/^key\//, '');
  const resource = key.startsWith('arn:') ? key : `arn:${partition}:kms:${region}:${account}:key/${key}`;
  const calls = tier === 'Standard' ? ['kms:Encrypt'] : ['kms:Encrypt', 'kms:GenerateDataKey'];
  return [{ Effect: 'Allow', Action: calls, Resource: [resource] }];
}

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
    const value = newValue(given);
    if (current === previous)
      throw new Failure('user', 'bad-input', 'ssm.rotate-parameter: the two labels must differ');
    const state = await readParameter(name, read);
    if (!state) return refused(`There is no parameter ${name}.`);
    const plan = remembered(state, current, previous);
    const unfit = refuseParameter(state, previous, plan.inUse);
    if (unfit) return refused(unfit);
    const readers = cluster === undefined ? [] : await findReaders(cluster, name, read, ctx);
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
  iam: (plan) => [
    { Effect: 'Allow', Action: ['ssm:PutParameter', 'ssm:LabelParameterVersion'], Resource: [plan.arn] },
    ...keyStatements(plan),
  ],
});
