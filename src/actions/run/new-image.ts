import type { JsonObject } from '#domain/json.ts';
import type { AwsRequest, Change, Ctx } from '../contract.ts';
import { findImages } from '../deploy/images.ts';
import { tagOf } from '../deploy/plan.ts';
import { newestOf, refuseUnknown } from '../deploy/prepare.ts';
import { register } from '../deploy/requests.ts';
import { shortName } from '../ecs-words.ts';
import { shownImages } from '../images/shown.ts';
import type { Read } from '../ports.ts';
import { changed } from '../revision/change.ts';
import { contentOf } from '../revision/content.ts';
import type { Found } from './find.ts';
import type { RunMemory } from './memory.ts';

/** A revision like the one that was found, with another image of one container. */
export interface NewRevision {
  readonly request: AwsRequest;
  readonly registers: NonNullable<RunMemory['registers']>;
  readonly change: Omit<Change, 'target'>;
  readonly guarded: JsonObject;
  readonly warnings: readonly string[];
}

/** @returns why there can be none, in one sentence */
export async function newRevision(
  { definition, container }: Found,
  image: string,
  read: Read,
  ctx: Ctx,
): Promise<NewRevision | string> {
  const source = await read.ecs.definition(definition.arn);
  if (!source) return `ECS does not show ${shortName(definition.arn)}.`;
  const lost = refuseUnknown(source, shortName(definition.arn));
  if (lost !== undefined) return lost;
  const content = changed(contentOf(source), { container: container.name, image });
  if (typeof content === 'string') return content;
  const found = (await findImages(content, read, ctx)).find((each) => each.container === container.name);
  if (found?.refuse !== undefined) return found.refuse;
  const { family } = definition;
  const [before, after] = shownImages(container.image, image);
  const registers = { family, newest: await newestOf(family, read), tag: tagOf(ctx) };
  return {
    request: register(registers, content, source.tags),
    registers,
    change: {
      what: `image of ${container.name}, in a new revision`,
      before,
      after: found?.checked === true ? `${after} · ${found.words}` : `${after} (not checked)`,
    },
    guarded: found?.digest === undefined ? {} : { [`image of ${container.name}`]: found.digest },
    warnings: found?.warnings ?? [],
  };
}
