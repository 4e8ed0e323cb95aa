import { parkedCount, parkedTag } from '#domain/parked-tag.ts';
import { Type } from '#domain/type.ts';
import type { Ctx } from '../contract.ts';
import { defineAction, nothingToDo, refused } from '../define.ts';
import { failing, type Herd, readHerd } from '../herd.ts';
import { parkInputs, parking, planned, touched } from '../park/define.ts';
import type { ParkedService, ParkMemory } from '../park/memory.ts';
import { stepsOf } from '../park/steps.ts';
import { ours, resumed, scalingTag, type Tags } from '../park/tags.ts';
import type { ScalableTarget } from '../ports/scaling-read.ts';
import type { Read } from '../ports.ts';

interface Found {
  readonly parked: ParkedService;
  readonly herd: Herd;
}

/** Only what parking suspended is resumed. */
function resume(target: ScalableTarget | undefined, tags: Tags): Pick<ParkedService, 'scaling'> {
  const stored = tags[scalingTag];
  if (!target || stored === undefined) return {};
  return { scaling: { arn: target.arn, before: target.suspended, after: resumed(target.suspended, stored) } };
}

/** @returns why it cannot be unparked, as a text */
async function find(
  { cluster, desired: given }: { readonly cluster: string; readonly desired?: number },
  name: string,
  read: Read,
  ctx: Ctx,
): Promise<Found | string> {
  const herd = await readHerd(cluster, name, read, ctx);
  if (typeof herd === 'string') return herd;
  const { arn, desired: before } = herd.service;
  const [tags, target] = await Promise.all([read.ecs.tags(arn), read.scaling.target(cluster, name)]);
  const desired = parkedCount(tags) ?? given;
  if (desired === undefined) return `${name} has no tag ${parkedTag}, so its count is not known: give desired.`;
  if (before !== 0 && before !== desired)
    return `${name} shall run ${before} tasks, so it is not parked: its tag says ${desired}.`;
  return {
    herd,
    parked: {
      scale: { cluster, service: name, arn, primary: herd.primary.id, before, desired },
      tags: { before: ours(tags), after: {} },
      ...resume(target, tags),
    },
  };
}

function warningsOf({ herd }: Found): readonly string[] {
  const ill = failing(herd);
  return ill ? [`Take care: ${ill}. What ECS starts may fail too.`] : [];
}

const undo = 'ecs.park sets the counts to 0 again.';

export default defineAction({
  ...parking,
  meta: {
    id: 'ecs.unpark',
    version: 1,
    summary: 'Set parked ECS services to the counts that they keep in their tags.',
    risk: 'changes',
    repeat: 'same-state',
    timeout: 15 * 60_000,
    settle: 30_000,
    undo: 'auto',
    secrets: [],
    docs: 'docs/actions/ecs.unpark.md',
  },
  input: Type.Object(
    {
      ...parkInputs,
      desired: Type.Optional(
        Type.Integer({ minimum: 1, maximum: 5_000, description: 'The count of services that have no tag.' }),
      ),
    },
    { additionalProperties: false },
  ),

  async plan({ services, ...input }, read, ctx) {
    const found = await Promise.all(services.map((name) => find(input, name, read, ctx)));
    const unfit = found.find((each) => typeof each === 'string');
    if (unfit !== undefined) return refused(unfit);
    const parked = found.filter((each) => typeof each !== 'string');
    const plan: ParkMemory = { way: 'unpark', services: parked.map((each) => each.parked) };
    if (stepsOf(plan).length === 0) return nothingToDo(`None of ${services.join(', ')} is parked.`);
    return planned(plan, { undo, warnings: parked.flatMap(warningsOf) });
  },
  undo(plan, receipts) {
    const services = touched(plan, receipts.length).map(({ scale }) => scale.service);
    return { action: 'ecs.park', input: { cluster: plan.services[0]?.scale.cluster ?? '', services } };
  },
});
