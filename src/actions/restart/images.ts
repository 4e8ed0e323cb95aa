import { asFailure } from '#domain/failure.ts';
import { parseImage } from '#domain/image-reference.ts';
import type { JsonObject } from '#domain/json.ts';
import type { Ctx } from '../contract.ts';
import { shownImage } from '../images/shown.ts';
import { ageInWords, shortDigest } from '../images/words.ts';
import type { Image } from '../ports/images-read.ts';
import type { Read, Task, TaskDefinition } from '../ports.ts';

/** What a new deployment makes of the images, although the task definition stays. */
export interface LookedUp {
  readonly warnings: readonly string[];
  /** What the tags mean now, by `image of <container>`. */
  readonly guarded: JsonObject;
}

type Container = TaskDefinition['containers'][number];

const nothing: LookedUp = { warnings: [], guarded: {} };

/** Of a registry that cannot be asked only this can be told. */
const unknown = ({ name, image }: Container): LookedUp => ({
  ...nothing,
  warnings:
    parseImage(image).tag === 'latest'
      ? [`${image} (${name}) is looked up again: the new tasks may run another image.`]
      : [],
});

/** Digests of what tasks run in this container, each once. */
const runningIn = (tasks: readonly Task[], container: string): readonly string[] => [
  ...new Set(
    tasks.flatMap(({ containers }) =>
      containers.flatMap(({ name, imageDigest }) => (name === container && imageDigest ? [imageDigest] : [])),
    ),
  ),
];

function compare(
  { name, image }: Container,
  found: Image | undefined,
  running: readonly string[],
  now: number,
): string[] {
  const said = shownImage(image);
  if (!found) return [`There is no image ${said} (${name}) any more: the new tasks could not start.`];
  if (running.length === 0 || running.every((digest) => digest === found.digest)) return [];
  const age = ageInWords(now - found.pushedAt);
  return [
    `The restart brings up another image of ${name}: ${said} means ${shortDigest(found.digest)}, pushed ${age} ago; running is ${running.map(shortDigest).join(' and ')}.`,
  ];
}

async function lookUp(
  container: Container,
  tasks: readonly Task[],
  read: Read,
  { now, region }: Ctx,
): Promise<LookedUp> {
  const { name, image } = container;
  const { ecr, tag, digest } = parseImage(image);
  if (digest !== undefined || tag === undefined) return nothing;
  if (ecr?.region !== region) return unknown(container);
  try {
    const found = await read.images.image({ registry: ecr.registry, name: ecr.repository }, tag);
    return {
      warnings: compare(container, found, runningIn(tasks, name), now),
      guarded: found ? { [`image of ${name}`]: found.digest } : {},
    };
  } catch (thrown) {
    const failure = asFailure(thrown);
    if (failure.code !== 'aws-denied') throw failure;
    const warning = `Whether ${shownImage(image)} (${name}) means another image by now cannot be read: ${failure.message}`;
    return { ...nothing, warnings: [warning] };
  }
}

/**
 * ECS looks a tag up again for every new deployment, and keeps to what it found until the next: a restart may bring up another image than
 * the one that these tasks run.
 * https://docs.aws.amazon.com/AmazonECS/latest/developerguide/deployment-type-ecs.html#deployment-container-image-stability
 */
export async function lookUpImages(
  { containers }: TaskDefinition,
  tasks: readonly Task[],
  read: Read,
  ctx: Ctx,
): Promise<LookedUp> {
  const found = await Promise.all(containers.map((container) => lookUp(container, tasks, read, ctx)));
  return {
    warnings: found.flatMap(({ warnings }) => warnings),
    guarded: Object.assign({}, ...found.map(({ guarded }) => guarded)),
  };
}
