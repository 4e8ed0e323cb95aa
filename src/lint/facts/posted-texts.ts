import { below } from '#runbook/yaml/pointer.ts';
import type { StepAt } from '../rule.ts';

/** A text that people are shown, as it is written. */
export interface Posted {
  readonly at: string;
  /** Its key: `title`, `impact`, `manual`, `question`, `label`, `description` or `text`. */
  readonly key: string;
  readonly text: string;
}

/** What a step says to people, in Slack and in the terminal. */
export const postedBy = ({ step, raw, at }: StepAt): readonly Posted[] => [
  ...textsAt(raw, at, ['title', 'impact', 'manual']),
  ...textsAt(memberOf(raw, 'choose'), below(at, 'choose'), ['question']),
  ...textsAt(memberOf(raw, 'notify'), below(at, 'notify'), ['text']),
  ...(step.kind === 'choose' ? step.options : []).flatMap((_, i) =>
    textsAt(memberOf(memberOf(memberOf(raw, 'choose'), 'options'), i), below(`${at}/choose/options`, i), [
      'label',
      'description',
    ]),
  ),
];

/** Those of these keys that hold a text. */
export const textsAt = (raw: unknown, at: string, keys: readonly string[]): readonly Posted[] =>
  keys.flatMap((key) => {
    const text = memberOf(raw, key);
    return typeof text === 'string' ? [{ at: below(at, key), key, text }] : [];
  });

export const memberOf = (raw: unknown, key: string | number): unknown =>
  typeof raw === 'object' && raw !== null ? (raw as Readonly<Record<string | number, unknown>>)[key] : undefined;
