import type { JsonObject } from '#domain/json.ts';
import type { Change, Ctx, Planned } from '../contract.ts';
import { refused, type Unasked } from '../define.ts';
import { limits, shortName, tasksInWords } from '../ecs-words.ts';
import { shownImage } from '../images/shown.ts';
import { shortDigest } from '../images/words.ts';
import type { Definition } from '../ports/revision-read.ts';
import type { EcsServiceState, Read } from '../ports.ts';
import { containersOf, hasHealthCheck, isEssential } from '../revision/content.ts';
import { differences } from '../revision/diff.ts';
import { inProgress } from '../rollout/refusal.ts';
import { type Found, findImages } from './images.ts';
import type { DeployMemory } from './memory.ts';
import { newestOf, refuseUnknown, refuseWiring, type Subject } from './prepare.ts';
import { deployRequests } from './requests.ts';

/** What a service is to run. */
export interface Next {
  readonly content: JsonObject;
  /** Where the content comes from: its tags go along, and what the SDK does not know of it would be lost. */
  readonly source: Definition;
  /** ARN, where it need not be registered. */
  readonly existing?: string;
}

type Digests = ReadonlyMap<string, string>;

/** By container, what the tasks of the newest deployment run. */
async function digestsNow({ service, primary }: Subject, read: Read): Promise<Digests> {
  const tasks = await read.ecs.tasks(service.cluster, service.name, 'RUNNING');
  const own = tasks.filter(({ startedBy }) => startedBy === primary);
  return new Map(
    own.flatMap(({ containers }) =>
      containers.flatMap(({ name, imageDigest }): [string, string][] =>
        imageDigest === undefined ? [] : [[name, imageDigest]],
      ),
    ),
  );
}

const isMoved = ({ container, digest }: Found, now: Digests): boolean =>
  digest !== undefined && now.get(container) !== undefined && now.get(container) !== digest;

const rolesOf = ({ taskRoleArn, executionRoleArn }: JsonObject): string[] =>
  [taskRoleArn, executionRoleArn].filter((role) => typeof role === 'string').sort();

/** In a tag's value ECS takes letters, digits, spaces and `+ - = . _ : / @`. */
export const tagOf = ({ run, step }: Ctx): string => `${run}/${step}`.replaceAll(/[^\w+=.:/@ -]/g, '.');

async function memoryOf(subject: Subject, next: Next, images: readonly Found[], around: Around): Promise<DeployMemory> {
  const { service, primary } = subject;
  const family = String(next.content['family']);
  const moved = images.find((image) => isMoved(image, around.now)) ?? images[0];
  return {
    cluster: around.cluster,
    service: service.name,
    arn: service.arn,
    primary,
    before: service.taskDefinition,
    ...(next.existing === undefined ? {} : { existing: next.existing }),
    family,
    newest: await newestOf(family, around.read),
    tag: tagOf(around.ctx),
    roles: rolesOf(next.content),
    checked: containersOf(next.content).some((each) => isEssential(each) && hasHealthCheck(each)),
    digest: moved?.digest ?? '',
  };
}

interface Around {
  /** As the author named it. */
  readonly cluster: string;
  readonly now: Digests;
  readonly read: Read;
  readonly ctx: Ctx;
}

/** Taken as they are by what already exists; a new one is numbered when it is registered. */
const nextName = ({ existing }: Next): string => (existing === undefined ? 'a new revision' : shortName(existing));

/** A card has room for ten: what runs, and how many, stands before the paths that differ. */
function changes({ service, content }: Subject, next: Next, images: readonly Found[], now: Digests): readonly Change[] {
  const { name: target, desired, taskDefinition } = service;
  const { fewest, most } = limits(service);
  return [
    { target, what: 'task definition', before: shortName(taskDefinition), after: nextName(next) },
    ...images
      .filter((image) => isMoved(image, now) || image.digest === undefined)
      .map(({ container, words }) => ({
        target,
        what: `image of ${container}`,
        before: shortDigest(now.get(container) ?? 'not known'),
        after: words,
      })),
    { target, what: 'desired count', before: `${desired}`, after: `${desired}` },
    { target, what: `replaced with at least ${fewest} healthy and at most ${most} running` },
    ...differences(content, next.content).map(({ path, ...values }) => ({ target, what: path, ...values })),
  ];
}

function breaker({ name, circuitBreaker }: EcsServiceState): readonly string[] {
  if (circuitBreaker === 'rolls back') return [];
  if (circuitBreaker === 'stops')
    return [`The circuit breaker of ${name} stops a deployment that fails, and does not go back by itself.`];
  return [`The circuit breaker of ${name} is off: ECS goes on starting tasks that fail until somebody rolls back.`];
}

const gap = (service: EcsServiceState): readonly string[] =>
  limits(service).fewest > 0
    ? []
    : [`No task of ${service.name} runs from the stop of the old until the new ones are up.`];

/** Only where that was asked for. */
function superseding(service: EcsServiceState, ctx: Ctx): readonly string[] {
  const goingOn = inProgress(service, ctx);
  return goingOn === undefined ? [] : [`${goingOn} This one takes its place.`];
}

const moved = (images: readonly Found[], { content }: Subject, now: Digests): readonly string[] => {
  const before = new Set(containersOf(content).map(({ image }) => image));
  return images
    .filter((image) => before.has(image.reference) && isMoved(image, now))
    .map(
      ({ container, reference }) =>
        `${shownImage(reference)} (${container}) means another image than the one that runs.`,
    );
};

/** What a deployment does to the service is the same however its content was come by. */
export async function planDeploy(
  subject: Subject,
  next: Next,
  around: Pick<Around, 'cluster' | 'read' | 'ctx'>,
): Promise<(Planned & { readonly plan: DeployMemory }) | Unasked> {
  const { service, primary } = subject;
  const lost = next.existing === undefined ? refuseUnknown(next.source, shortName(service.taskDefinition)) : undefined;
  const unwired = lost ?? refuseWiring(service, next.content);
  if (unwired !== undefined) return refused(unwired);
  const images = await findImages(next.content, around.read, around.ctx);
  const unfit = images.find(({ refuse }) => refuse !== undefined)?.refuse;
  if (unfit !== undefined) return refused(unfit);
  const now = await digestsNow(subject, around.read);
  const plan = await memoryOf(subject, next, images, { ...around, now });
  const guardedImages = images.flatMap(({ container, digest }) =>
    digest === undefined ? [] : [[`image of ${container}`, digest] as const],
  );
  return {
    plan,
    changes: changes(subject, next, images, now),
    requests: deployRequests(plan, next.content, next.source.tags),
    targets: [service.arn],
    guarded: {
      'primary deployment': primary,
      'task definition': shortName(service.taskDefinition),
      ...Object.fromEntries(guardedImages),
    },
    blastRadius: `${tasksInWords(service.desired)} of ${service.name} in ${shortName(service.cluster)}`,
    warnings: [
      ...superseding(service, around.ctx),
      ...gap(service),
      ...breaker(service),
      ...moved(images, subject, now),
      ...images.flatMap(({ warnings }) => warnings),
    ],
    undo: undoWords(plan),
  };
}

const undoWords = ({ before, service }: DeployMemory): string =>
  `${shortName(before)} is deployed to ${service} again.`;

/** The task definition that ran before is deployed again, also while the deployment that is undone goes on. */
export const undoDeploy = ({ cluster, service, before }: Pick<DeployMemory, 'cluster' | 'service' | 'before'>) => ({
  action: 'ecs.deploy',
  input: { cluster, service, task_definition: before, supersede: true },
});
