import type { Parameter, Read } from '../ports.ts';

type Versions = Awaited<ReturnType<Read['ssm']['versions']>>;

/** A parameter as it is now, and the versions its labels are on. */
export interface ParameterState {
  readonly parameter: Parameter;
  /** Newest first. */
  readonly versions: Versions;
}

export async function readParameter(name: string, { ssm }: Read): Promise<ParameterState | undefined> {
  const parameter = await ssm.parameter(name);
  return parameter && { parameter, versions: await ssm.versions(name) };
}

export const versionWith = ({ versions }: ParameterState, label: string): number | undefined =>
  versions.find(({ labels }) => labels.includes(label))?.version;

/** SSM keeps 100 versions; to write another it drops the oldest, unless that has a label. https://docs.aws.amazon.com/systems-manager/latest/userguide/sysman-paramstore-versions.html */
const mostVersions = 100;
/** https://docs.aws.amazon.com/systems-manager/latest/userguide/sysman-paramstore-labels.html */
const mostLabels = 10;

/** Why this parameter cannot be given a new version and these labels. */
export function refuseParameter(state: ParameterState, previous: string, inUse: number): string | undefined {
  const { parameter, versions } = state;
  const { name } = parameter;
  const oldest = versions.at(-1);
  if (versions.length >= mostVersions && oldest && oldest.labels.length > 0)
    return `${name} has ${mostVersions} versions and the oldest, ${oldest.version}, has the label ${oldest.labels.join(', ')}: SSM cannot drop it to make room. Move that label first.`;
  const labels = versions.find(({ version }) => version === inUse)?.labels ?? [];
  if (labels.length >= mostLabels && !labels.includes(previous))
    return `Version ${inUse} of ${name} has ${mostLabels} labels already, so ${previous} cannot be added.`;
  if (parameter.hasPolicies) return `${name} has parameter policies, which a new version would lose.`;
  if (parameter.type === 'SecureString' && parameter.keyId === undefined)
    return `It cannot be told with which key ${name} is encrypted, and without it SSM would take the account's default key.`;
  return undefined;
}
