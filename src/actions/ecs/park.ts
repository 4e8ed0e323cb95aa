import { parkedTag } from '#domain/parked-tag.ts';
import { Type } from '#domain/type.ts';
import type { Ctx } from '../contract.ts';
import { defineAction, nothingToDo, refused } from '../define.ts';
import { readHerd } from '../herd.ts';
import { parkInputs, parking, planned, touched } from '../park/define.ts';
import type { ParkedService, ParkMemory } from '../park/memory.ts';
import { activeOf, everything, ours, scalingTag } from '../park/tags.ts';
import type { ScalableTarget } from '../ports/scaling-read.ts';
import type { Read } from '../ports.ts';

interface Found {
  readonly parked: ParkedService;
  readonly target: ScalableTarget | undefined;
}

const changeOf = ({ arn, suspended: before }: ScalableTarget) => ({ arn, before, after: everything });

/** A target that would set the count to more than 0 again. */
const wakes = ({ min, suspended }: ScalableTarget): boolean => min > 0 && activeOf(suspended) !== '';

/** @returns why it cannot be parked, as a text */
async function find(cluster: string, name: string, read: Read, ctx: Ctx): Promise<Found | string> {
  const herd = await readHerd(cluster, name, read, ctx);
  if (typeof herd === 'string') return herd;
  const { service, primary } = herd;
  if (service.scheduling === 'DAEMON')
    return `${name} is a DAEMON: it runs one task on every instance, and has no count.`;
  if (service.controller !== 'ECS')
    return `Deployments of ${name} are controlled by ${service.controller}, not by ECS.`;
  const [tags, target] = await Promise.all([read.ecs.tags(service.arn), read.scaling.target(cluster, name)]);
  const before = ours(tags);
  const suspends = target && wakes(target) ? target : undefined;
  const active = suspends ? { [scalingTag]: activeOf(suspends.suspended) } : {};
  return {
    target,
    parked: {
      scale: { cluster, service: name, arn: service.arn, primary: primary.id, before: service.desired, desired: 0 },
      tags: { before, after: { ...before, [parkedTag]: `${service.desired}`, ...active } },
      ...(suspends ? { scaling: changeOf(suspends) } : {}),
    },
  };
}

const warningsOf = ({ parked: { scale }, target }: Found): readonly string[] => [
  `Nothing of ${scale.service} runs then.`,
  ...(target && target.min === 0 && activeOf(target.suspended) !== ''
    ? [`Application Auto Scaling may start tasks of ${scale.service} again: its minimum is 0, so it is not suspended.`]
    : []),
];

const undo = 'ecs.unpark sets the counts again that the services keep in their tags.';

export default defineAction({
  ...parking,
  meta: {
    id: 'ecs.park',
    version: 1,
    summary: 'Set ECS services to no tasks; each keeps its count in a tag, to be unparked.',
    risk: 'changes',
    repeat: 'same-state',
    timeout: 10 * 60_000,
    settle: 30_000,
    undo: 'auto',
    secrets: [],
    docs: 'docs/actions/ecs.park.md',
  },
  input: Type.Object(parkInputs, { additionalProperties: false }),

  async plan({ cluster, services }, read, ctx) {
    const found = await Promise.all(services.map((name) => find(cluster, name, read, ctx)));
    const unfit = found.find((each) => typeof each === 'string');
    if (unfit !== undefined) return refused(unfit);
    const awake = found.flatMap((each) => (typeof each !== 'string' && each.parked.scale.before > 0 ? [each] : []));
    if (awake.length === 0) return nothingToDo(`The desired count of ${services.join(', ')} is 0 already.`);
    const plan: ParkMemory = { way: 'park', services: awake.map(({ parked }) => parked) };
    return planned(plan, { undo, warnings: awake.flatMap(warningsOf) });
  },
  undo(plan, receipts) {
    const services = touched(plan, receipts.length).map(({ scale }) => scale.service);
    return { action: 'ecs.unpark', input: { cluster: plan.services[0]?.scale.cluster ?? '', services } };
  },
});
