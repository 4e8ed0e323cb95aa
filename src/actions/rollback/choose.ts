import { parseImage } from '#domain/image-reference.ts';
import { canonical, type JsonObject } from '#domain/json.ts';
import type { Ctx } from '../contract.ts';
import { familyAndRevision } from '../deploy/arn.ts';
import { findImages } from '../deploy/images.ts';
import type { Next } from '../deploy/plan.ts';
import { shortName } from '../ecs-words.ts';
import type { ServiceRevision } from '../ports/revision-read.ts';
import type { Read } from '../ports.ts';
import { containersOf, contentOf, nameOf, withMember } from '../revision/content.ts';

/** Where a service goes back to. */
export interface Earlier {
  readonly next: Next;
  readonly warnings: readonly string[];
}

const content = ({ taskDefinition, images }: ServiceRevision): string =>
  canonical([taskDefinition, ...images.map(({ container, digest = null }) => `${container} ${digest}`).sort()]);

/** @returns why there is none, in one sentence */
function choose(revisions: readonly ServiceRevision[], service: string, to?: string): ServiceRevision | string {
  const [current, ...earlier] = revisions;
  if (to !== undefined) {
    const found = earlier.find(({ taskDefinition }) => shortName(taskDefinition) === shortName(to));
    return found ?? `No earlier deployment of ${service} that succeeded ran ${shortName(to)}.`;
  }
  const other = earlier.find((each) => current !== undefined && content(each) !== content(current));
  return other ?? `ECS knows no earlier deployment of ${service} that succeeded and ran anything else: use ecs.deploy.`;
}

/** Parts of a service that are no part of the task definition: they stay as they are. */
function otherSettings(current: ServiceRevision | undefined, back: ServiceRevision): readonly string[] {
  const names = [...new Set([...Object.keys(current?.settings ?? {}), ...Object.keys(back.settings)])].sort();
  const differ = names.filter(
    (name) => canonical(current?.settings[name] ?? null) !== canonical(back.settings[name] ?? null),
  );
  return differ.map((name) => `${name} was another then, and stays as it is now.`);
}

/** A tag that has moved since does not bring back the image that ran; its digest does. */
async function pinned(back: ServiceRevision, now: JsonObject, read: Read, ctx: Ctx): Promise<JsonObject | undefined> {
  const images = await findImages(now, read, ctx);
  const moved = new Map(
    back.images.flatMap(({ container, image, digest }): [string, string][] => {
      const found = images.find((each) => each.container === container);
      const differs = digest !== undefined && found?.checked === true && found.digest !== digest;
      return differs ? [[container, `${parseImage(image).name}@${digest}`]] : [];
    }),
  );
  if (moved.size === 0) return undefined;
  const containers = containersOf(now).map((each) =>
    withMember(each, 'image', moved.get(nameOf(each)) ?? each['image']),
  );
  return withMember(now, 'containerDefinitions', containers);
}

/** @returns why it cannot go back, in one sentence */
export async function chooseEarlier(
  asked: { readonly cluster: string; readonly service: string; readonly to?: string },
  read: Read,
  ctx: Ctx,
): Promise<Earlier | string> {
  const { cluster, service, to } = asked;
  if (to !== undefined && Number.isNaN(familyAndRevision(to).revision))
    return `${to} names no revision: write ${to}:7, not the family.`;
  const revisions = await read.ecs.revisions(cluster, service);
  const back = choose(revisions, service, to);
  if (typeof back === 'string') return back;
  const source = await read.ecs.definition(back.taskDefinition);
  if (!source) return `ECS does not show ${shortName(back.taskDefinition)} any more.`;
  const now = contentOf(source);
  const fixed = await pinned(back, now, read, ctx);
  const isActive = source.raw['status'] === 'ACTIVE';
  const next: Next =
    fixed || !isActive ? { source, content: fixed ?? now } : { source, content: now, existing: back.taskDefinition };
  return { next, warnings: otherSettings(revisions[0], back) };
}
