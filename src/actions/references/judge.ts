import type { Ctx } from '../contract.ts';
import type { Secret } from '../ports/secrets-read.ts';
import type { Read } from '../ports.ts';
import { nameOfSecret, parameterPath, type Reference, referenceOf, type SecretReference } from './reference.ts';

/** What is to be said of a reference: it works, a container that has it does not start, or it cannot be looked at from here. */
export interface Judged {
  readonly state: 'works' | 'broken' | 'unseen';
  readonly why: string;
  /** What to write instead. */
  readonly fix?: string;
}

const broken = (why: string, fix?: string): Judged => ({ state: 'broken', why, ...(fix === undefined ? {} : { fix }) });

/** An ARN names the account and region that it is of; what is elsewhere is not ours to read. */
const elsewhere = ({ account, region }: Reference, ctx: Ctx): Judged | undefined =>
  region === undefined || (account === ctx.account && region === ctx.region)
    ? undefined
    : { state: 'unseen', why: `is of account ${account} in ${region}, which is not looked at` };

/** A secret that was deleted and made anew has the same name and another ARN. */
async function judgeArn(reference: SecretReference, read: Read): Promise<Judged> {
  const { arn, rest } = reference;
  const exact = await read.secrets.secret(arn);
  const secret = exact ?? (await read.secrets.secret(nameOfSecret(arn)));
  if (!secret) return broken('there is no such secret');
  const fix = `${secret.arn}${rest}`;
  if (!exact) return broken(`names an ARN that ${secret.name} does not have any more`, fix);
  if (secret.arn !== arn) return broken('lacks the six characters at the end of its ARN', fix);
  return judgeVersion(reference, secret, read);
}

async function judgeVersion(reference: SecretReference, secret: Secret, read: Read): Promise<Judged> {
  if (secret.deletedAt !== undefined) return broken('its secret is going to be deleted');
  const missing = await missingVersion(reference, secret, read);
  return missing === undefined ? { state: 'works', why: notes(reference).join(', ') } : broken(missing);
}

async function missingVersion(
  { stage, version }: SecretReference,
  { arn, versions }: Secret,
  { secrets }: Read,
): Promise<string | undefined> {
  if (stage !== undefined && version !== undefined) return 'names a stage and a version, of which only one is taken';
  const label = stage ?? 'AWSCURRENT';
  if (version === undefined)
    return versions.some(({ stages }) => stages.includes(label)) ? undefined : `no version has the label ${label}`;
  const isThere = (await secrets.versions(arn)).some(({ id }) => id === version);
  return isThere ? undefined : `there is no version ${version}`;
}

const notes = ({ key, stage, version }: SecretReference): readonly string[] => [
  'full ARN',
  ...(version === undefined ? [] : [`always version ${version}`]),
  ...(stage === undefined ? [] : [`the version labelled ${stage}`]),
  ...(key === undefined ? [] : [`its member ${key} is not looked at, because no value is read`]),
];

/** ECS takes every bare name for one of a parameter. */
async function judgeParameter(text: string, { ssm, secrets }: Read): Promise<Judged> {
  const isArn = text.startsWith('arn:');
  const path = parameterPath(text);
  for (const name of isArn ? [`/${path}`, path] : [text])
    if (await ssm.parameter(name)) return { state: 'works', why: 'parameter' };
  const secret = isArn ? undefined : await secrets.secret(text);
  return secret
    ? broken('is the name of a secret, and a name stands for a parameter', secret.arn)
    : broken('there is no such parameter');
}

export async function judgeReference(valueFrom: string, read: Read, ctx: Ctx): Promise<Judged> {
  const reference = referenceOf(valueFrom);
  const unseen = elsewhere(reference, ctx);
  if (unseen) return unseen;
  return reference.kind === 'secret' ? judgeArn(reference, read) : judgeParameter(reference.text, read);
}
