/**
 * What a container is given at its start: a secret, `arn:…:secret:NAME-AbCdEf[:json-key:stage:version-id]` with a colon for each empty part, or a
 * parameter, by its name or ARN. https://docs.aws.amazon.com/AmazonECS/latest/developerguide/secrets-envvar-secrets-manager.html
 */
export type Reference = SecretReference | ParameterReference;

export interface SecretReference {
  readonly kind: 'secret';
  /** With or without the six characters that nobody chose. */
  readonly arn: string;
  readonly region: string;
  readonly account: string;
  /** Member of the JSON that the secret holds. */
  readonly key: string | undefined;
  readonly stage: string | undefined;
  readonly version: string | undefined;
  /** Everything after the ARN: `:password::`. */
  readonly rest: string;
}

interface ParameterReference {
  readonly kind: 'parameter';
  /** As it is written: a name, or an ARN. */
  readonly text: string;
  /** Of one that is named by its ARN. */
  readonly region?: string;
  readonly account?: string;
}

const isSecretArn = /^arn:[^:]+:secretsmanager:/;

export function referenceOf(valueFrom: string): Reference {
  const parts = valueFrom.split(':');
  const [, , , region = '', account = ''] = parts;
  if (isSecretArn.test(valueFrom)) return { ...secretReference(parts), region, account };
  return { kind: 'parameter', text: valueFrom, ...(valueFrom.startsWith('arn:') ? { region, account } : {}) };
}

function secretReference(parts: readonly string[]) {
  const arn = parts.slice(0, 7).join(':');
  const [key, stage, version] = parts.slice(7).map((part) => part || undefined);
  return { kind: 'secret' as const, arn, key, stage, version, rest: parts.join(':').slice(arn.length) };
}

const marker = ':parameter/';

/** Name of a parameter without what tells a name from an ARN: the ARN of `/path/name` and of `path/name` are the same. */
export const parameterPath = (text: string): string => {
  const at = text.startsWith('arn:') ? text.indexOf(marker) : -1;
  return (at < 0 ? text : text.slice(at + marker.length)).replace(/^\//, '');
};

const suffix = /-[A-Za-z0-9]{6}$/;

/** The name that an ARN seems to hold: six characters at its end are taken for those that nobody chose. */
export const nameOfSecret = (arn: string): string => arn.replace(suffix, '').split(':')[6] ?? '';

/**
 * Whether a reference is to this secret. ARNs on either side may lack the six characters.
 * @param given its name, or its ARN with anything after it
 */
export function isOfSecret({ arn }: SecretReference, given: string): boolean {
  const bare = arn.replace(suffix, '');
  const wanted = given.split(':').slice(0, 7).join(':');
  if (wanted.startsWith('arn:')) return [arn, bare].includes(wanted) || arn === wanted.replace(suffix, '');
  return [arn, bare].some((one) => one.split(':')[6] === wanted);
}
