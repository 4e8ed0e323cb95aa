import { Type } from '#domain/type.ts';
import type { Planned } from '../contract.ts';
import type { ActionSpec } from '../define.ts';
import { shortName, tasksInWords } from '../ecs-words.ts';
import { healthyAtOf } from '../healthy-at.ts';
import { type ParkedService, type ParkMemory, parkMemory } from './memory.ts';
import { judgePark, reconcilePark } from './outcome.ts';
import { permissions, requestOf, stepsOf, untagged } from './steps.ts';
import { activeOf } from './tags.ts';

export const parkInputs = {
  cluster: Type.String({ description: 'Name or ARN of the cluster.' }),
  services: Type.Array(Type.String(), {
    minItems: 1,
    maxItems: 20,
    uniqueItems: true,
    description: 'Names of the services, in the order in which they are changed.',
  }),
};

const suspends = { park: 'suspended', unpark: 'resumed' } as const;

function changesOf({ way }: ParkMemory, of: ParkedService): Planned['changes'] {
  const { service, before, desired } = of.scale;
  const kept = Object.entries(of.tags.after).map(([name, value]) => ({
    target: service,
    what: `tag ${name}`,
    after: value,
  }));
  const gone = untagged(of).map((name) => ({ target: service, what: `tag ${name} taken off` }));
  const count = { target: service, what: 'desired count', before: `${before}`, after: `${desired}` };
  const scaling = { target: service, what: `Application Auto Scaling ${suspends[way]}` };
  return [...(before === desired ? [] : [count]), ...(of.scaling ? [scaling] : []), ...(way === 'park' ? kept : gone)];
}

const guardedOf = ({ scale, tags, scaling }: ParkedService): readonly (readonly [string, string | number])[] => [
  [`desired count of ${scale.service}`, scale.before],
  [`primary deployment of ${scale.service}`, scale.primary],
  ...Object.entries(tags.before).map(([name, value]) => [`tag ${name} of ${scale.service}`, value] as const),
  ...(scaling ? [[`active scaling of ${scale.service}`, activeOf(scaling.before)] as const] : []),
];

const radius = ({ way, services }: ParkMemory): string => {
  const counted = services.map(({ scale: { service, before, desired } }) => {
    const count = way === 'park' ? before : desired;
    return `${service} (${tasksInWords(count)})`;
  });
  return `${way === 'park' ? 'All tasks' : 'Tasks'} of ${counted.join(', ')} in ${shortName(services[0]?.scale.cluster ?? '')}`;
};

/** Those of the services that these requests were about; all of them before any was sent. */
export function touched(plan: ParkMemory, requests: number): readonly ParkedService[] {
  if (requests === 0) return plan.services;
  return [
    ...new Set(
      stepsOf(plan)
        .slice(0, requests)
        .map(({ of }) => of),
    ),
  ];
}

export const planned = (
  plan: ParkMemory,
  words: Pick<Planned, 'undo' | 'warnings'>,
): Planned & { readonly plan: ParkMemory } => ({
  plan,
  changes: plan.services.flatMap((of) => changesOf(plan, of)),
  requests: stepsOf(plan).map(requestOf),
  targets: plan.services.map(({ scale }) => scale.arn).sort(),
  guarded: Object.fromEntries(plan.services.flatMap(guardedOf)),
  blastRadius: radius(plan),
  ...words,
});

const counts = Type.Record(Type.String(), Type.Integer());

/** What parking services and ending that have in common: the members of the specification that do not depend on the way. */
export const parking = {
  memory: parkMemory,
  outputs: {
    before: { schema: counts, known: 'plan' },
    after: { schema: counts, known: 'verify' },
  },
  receipt: () => ({}),
  reconcile: reconcilePark,
  verify: judgePark,
  results: ({ services }, _, memo) => {
    const of = (which: 'before' | 'desired') =>
      Object.fromEntries(services.map(({ scale }) => [scale.service, scale[which]]));
    return { before: of('before'), ...(healthyAtOf(memo) === undefined ? {} : { after: of('desired') }) };
  },
  iam: permissions,
} satisfies Partial<ActionSpec<never, typeof parkMemory>>;
