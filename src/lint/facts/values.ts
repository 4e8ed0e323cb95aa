import { isObject } from '#domain/json.ts';
import { below } from '#runbook/yaml/pointer.ts';
import { once } from '../once.ts';
import type { Subject } from '../rule.ts';
import { callsOf } from './calls.ts';
import { type Text, textsOf } from './texts.ts';

/** The texts of a runbook that actions and checks are given: each `with`, what it takes from `defaults`, from lists and from inputs' defaults. */
export const valuesOf = once(({ raw, steps }: Subject): readonly Text[] => [
  ...Object.entries(objectOf(raw['inputs'])).flatMap(([name, input]) =>
    textsOf(objectOf(input)['default'], below(below('/inputs', name), 'default')),
  ),
  ...textsOf(objectOf(raw['defaults'])['with'], '/defaults/with'),
  ...steps.flatMap((at) => [
    ...textsOf(at.raw['for_each'], below(at.at, 'for_each')),
    ...callsOf(at).flatMap((call) => textsOf(call.raw['with'], below(call.at, 'with'))),
  ]),
]);

const objectOf = (value: unknown): Readonly<Record<string, unknown>> => (isObject(value) ? value : {});
