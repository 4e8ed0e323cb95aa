import { isObject } from '#domain/json.ts';
import { below } from '../yaml/pointer.ts';

export interface Spot {
  readonly at: string;
  readonly value: unknown;
}

/** Every value of a document that stands at such a path; `*` is any item or member: `expect/calls/*`. */
export function spotsAt(root: unknown, path: string): readonly Spot[] {
  const steps = path === '' ? [] : path.split('/');
  return steps.reduce<readonly Spot[]>(
    (spots, step) => spots.flatMap((spot) => into(spot, step)),
    [{ at: '', value: root }],
  );
}

function into({ at, value }: Spot, step: string): readonly Spot[] {
  if (Array.isArray(value))
    return step === '*' ? value.map((item: unknown, i) => ({ at: below(at, i), value: item })) : [];
  if (!isObject(value)) return [];
  const members = step === '*' ? Object.entries(value) : Object.entries(value).filter(([key]) => key === step);
  return members.map(([key, member]) => ({ at: below(at, key), value: member }));
}
