import { parseDuration } from '#domain/duration.ts';
import { isObject } from '#domain/json.ts';
import { below } from '#runbook/yaml/pointer.ts';
import type { ConfigSubject, Subject } from '../rule.ts';

/** A time of an `approve` as it is written, in milliseconds, and its place. */
export interface ApprovalTime {
  readonly at: string;
  readonly ms: number;
}

type Key = 'within' | 'valid_for';

interface Part {
  readonly at: string;
  readonly raw: unknown;
}

/** Those of a runbook's policy and of its steps. */
export const timesOfRunbook = ({ raw, steps }: Subject, key: Key): readonly ApprovalTime[] =>
  [{ raw: raw['policy'], at: '/policy' }, ...steps].flatMap((part) => timesOfPart(part, key));

/** Those of the environments. */
export const timesOfConfig = ({ raw }: ConfigSubject, key: Key): readonly ApprovalTime[] =>
  Object.entries(isObject(raw['environments']) ? raw['environments'] : {}).flatMap(([id, environment]) =>
    timesOfPart({ raw: environment, at: below('/environments', id) }, key),
  );

const timesOfPart = ({ raw, at }: Part, key: Key): readonly ApprovalTime[] =>
  isObject(raw) ? timesIn({ raw: raw['approve'], at: below(at, 'approve') }, key) : [];

/** It is one rule or a list of them. */
function timesIn({ raw, at }: Part, key: Key): readonly ApprovalTime[] {
  if (Array.isArray(raw)) return raw.flatMap((rule, i) => timesIn({ raw: rule, at: below(at, i) }, key));
  const text = isObject(raw) ? raw[key] : undefined;
  // One that is no duration has a finding of its own.
  const isTime = typeof text === 'string' && /^\d+[smh]$/.test(text);
  return isTime ? [{ at: below(at, key), ms: parseDuration(text) }] : [];
}
