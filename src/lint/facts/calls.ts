import { isObject, type JsonObject } from '#domain/json.ts';
import type { ForEach } from '#domain/runbook.ts';
import { optional } from '#runbook/optional.ts';
import { below } from '#runbook/yaml/pointer.ts';
import { once } from '../once.ts';
import type { StepAt } from '../rule.ts';

/** An action or a check that a step uses. */
export interface Call {
  readonly kind: 'action' | 'check' | 'verify';
  readonly uses: string;
  /** With what `defaults` adds. */
  readonly with: JsonObject;
  readonly forEach?: ForEach;
  /** Of a check: 0 if it is read once. */
  readonly within: number;
  /** Of the step, or of the entry of its `verify`. */
  readonly at: string;
  readonly raw: Readonly<Record<string, unknown>>;
}

/** What a step is, and the checks of its `verify`. */
export const callsOf = once(({ step, raw, at }: StepAt): readonly Call[] => {
  if (step.kind === 'check') return [{ ...step, at, raw }];
  if (step.kind !== 'action') return [];
  const entries = Array.isArray(raw['verify']) ? raw['verify'] : [];
  return [
    { kind: 'action', uses: step.uses, with: step.with, within: 0, at, raw },
    ...step.verify.map(
      (check, i): Call => ({
        ...check,
        ...optional('forEach', step.forEach),
        kind: 'verify',
        at: below(below(at, 'verify'), i),
        raw: entries[i] ?? {},
      }),
    ),
  ];
});

/** Where a member of a `with` stands: beside the call, or in the defaults of the runbook. */
export const withAt = ({ raw, at }: Pick<Call, 'raw' | 'at'>, key: string): string =>
  below(isObject(raw['with']) && key in raw['with'] ? below(at, 'with') : '/defaults/with', key);
