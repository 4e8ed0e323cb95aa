import { Type } from '#domain/type.ts';
import type { CheckRead, Ctx } from '../contract.ts';
import { defineCheck } from '../define.ts';
import { ageInWords, shortDigest } from '../images/words.ts';
import type { Image } from '../ports/images-read.ts';

const digestPattern = '^sha256:[0-9a-f]{64}$';

const input = Type.Object(
  {
    repository: Type.String({
      minLength: 1,
      description: 'Name of the repository, without the address of the registry.',
    }),
    tag: Type.Optional(Type.String({ minLength: 1, description: 'Tag of the image; or give its digest.' })),
    digest: Type.Optional(
      Type.String({ pattern: digestPattern, description: 'Digest of the image; or give its tag.' }),
    ),
    registry: Type.Optional(
      Type.String({
        pattern: '^\\d{12}$',
        description: 'Account that the registry belongs to; the own one by default.',
      }),
    ),
    architecture: Type.Optional(
      Type.Enum(['amd64', 'arm64'], { description: 'What the image must run on; not looked at by default.' }),
    ),
  },
  { additionalProperties: false },
);

const failed = (progress: string): CheckRead => ({ state: 'failed', progress, evidence: {}, outputs: {} });

function unfit({ status, architectures }: Image, architecture: string | undefined): string | undefined {
  if (status !== 'ACTIVE') return `is ${status} and cannot be pulled`;
  if (architecture === undefined || architectures.includes(architecture)) return undefined;
  if (architectures.length === 0) return `does not tell in its manifest whether it runs on ${architecture}`;
  return `runs on ${architectures.join(', ')}, not on ${architecture}`;
}

function inWords({ digest, pushedAt, architectures }: Image, { now }: Ctx): string {
  const runsOn = architectures.length === 0 ? [] : [architectures.join(', ')];
  return [shortDigest(digest), `pushed ${ageInWords(now - pushedAt)} ago`, ...runsOn].join(' · ');
}

export default defineCheck({
  meta: {
    id: 'ecr.image',
    version: 1,
    summary: 'An image is in a repository of ECR and can be pulled.',
    docs: 'docs/actions/ecr.image.md',
  },
  input,
  outputs: {
    digest: { schema: Type.String(), known: 'verify' },
    pushed_at: { schema: Type.String(), known: 'verify' },
    mutability: { schema: Type.String(), known: 'verify' },
  },

  async read({ repository: name, tag, digest, registry, architecture }, read, ctx) {
    if ((tag === undefined) === (digest === undefined)) return failed('Give either tag or digest.');
    const of = { registry: registry ?? ctx.account, name };
    const reference = digest ?? tag ?? '';
    const [image, repository] = await Promise.all([read.images.image(of, reference), read.images.repository(of)]);
    if (!repository) return failed(`There is no repository ${name} in the registry of ${of.registry}.`);
    if (!image) return failed(`There is no image ${reference} in ${name}.`);
    const why = unfit(image, architecture);
    const facts = {
      digest: image.digest,
      pushed_at: new Date(image.pushedAt).toISOString(),
      mutability: repository.mutability,
    };
    return {
      state: why === undefined ? 'ok' : 'failed',
      progress: why === undefined ? inWords(image, ctx) : `${name} ${reference} ${why}`,
      evidence: { ...facts, architectures: image.architectures },
      outputs: facts,
    };
  },
});
