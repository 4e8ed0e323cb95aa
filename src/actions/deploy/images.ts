import { parseImage } from '#domain/image-reference.ts';
import type { JsonObject } from '#domain/json.ts';
import type { Ctx } from '../contract.ts';
import { shownImage } from '../images/shown.ts';
import { ageInWords, shortDigest } from '../images/words.ts';
import type { Image } from '../ports/images-read.ts';
import type { Read } from '../ports.ts';
import { containersOf, nameOf } from '../revision/content.ts';

/** What a container is to run, as far as ECR tells. */
export interface Found {
  readonly container: string;
  readonly reference: string;
  /** Digest where it is known; of another registry only where it is written. */
  readonly digest?: string;
  /** Whether ECR was asked. */
  readonly checked: boolean;
  /** `sha256:1f2e… · 3 days old · arm64`; or that it was not looked at. */
  readonly words: string;
  readonly warnings: readonly string[];
  readonly refuse?: string;
}

const processors: Readonly<Record<string, string>> = { X86_64: 'amd64', ARM64: 'arm64' };

/** Where nothing is said, X86_64. https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_RuntimePlatform.html */
function processorOf(content: JsonObject): string {
  const { cpuArchitecture = 'X86_64' } = (content['runtimePlatform'] ?? {}) as { cpuArchitecture?: string };
  return processors[cpuArchitecture] ?? cpuArchitecture;
}

function refuse({ status, architectures }: Image, processor: string): string | undefined {
  if (status !== 'ACTIVE') return `is ${status} and cannot be pulled`;
  if (architectures.length > 0 && !architectures.includes(processor))
    return `is for ${architectures.join(', ')}, and the tasks run on ${processor}`;
  return undefined;
}

const inWords = ({ digest, pushedAt, architectures }: Image, now: number): string =>
  [
    shortDigest(digest),
    `${ageInWords(now - pushedAt)} old`,
    architectures.length === 0 ? 'processor not told' : architectures.join(', '),
  ].join(' · ');

/** A tag that may be moved means another image for every deployment that looks it up. */
const moves = (mutability: string | undefined): boolean => mutability?.startsWith('MUTABLE') ?? false;

async function find(content: JsonObject, container: JsonObject, read: Read, { now, region }: Ctx): Promise<Found> {
  const reference = String(container['image']);
  const { ecr, tag, digest } = parseImage(reference);
  const base = { container: nameOf(container), reference, checked: ecr?.region === region, warnings: [] };
  if (ecr?.region !== region)
    return { ...base, ...(digest === undefined ? {} : { digest }), words: `${reference} (not checked)` };
  const of = { registry: ecr.registry, name: ecr.repository };
  const [image, repository] = await Promise.all([
    read.images.image(of, digest ?? tag ?? ''),
    read.images.repository(of),
  ]);
  if (!image) return { ...base, words: reference, refuse: `There is no image ${reference}.` };
  const unfit = refuse(image, processorOf(content));
  const loose = digest === undefined && moves(repository?.mutability);
  return {
    ...base,
    digest: image.digest,
    words: inWords(image, now),
    warnings: loose
      ? [`The tag of ${shownImage(reference)} may be moved: a later deployment of it may run another image.`]
      : [],
    ...(unfit === undefined ? {} : { refuse: `${reference} ${unfit}.` }),
  };
}

/** What every container of the new revision is to run. */
export const findImages = (content: JsonObject, read: Read, ctx: Ctx): Promise<readonly Found[]> =>
  Promise.all(containersOf(content).map((container) => find(content, container, read, ctx)));
