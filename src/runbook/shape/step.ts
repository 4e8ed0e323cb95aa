import type { Static } from 'typebox';
import { Type } from '#domain/type.ts';
import { action } from './action.ts';
import { group, inlined, parallel } from './around.ts';
import { check, type verifyCheck } from './check.ts';
import { every } from './every.ts';
import type { RawInput } from './input.ts';
import { choose, manual, type option } from './person.ts';
import { shape } from './shape.ts';
import { closed, duration, slackId, template } from './words.ts';

const wait = Type.Object(
  { ...every, wait: duration('A pause that survives a restart.') },
  { title: 'a pause', ...closed },
);

const notify = Type.Object(
  {
    ...every,
    notify: Type.Object(
      {
        channel: slackId('[CG]', 'the id of a Slack channel such as C0PRODOPS', 'Where it is posted.'),
        text: template('What is posted, in Markdown.'),
      },
      { title: 'a message', description: 'A message to a channel.', ...closed },
    ),
  },
  { title: 'a step that posts a message', ...closed },
);

export type RawAction = Omit<Static<typeof action>, 'undo'> & { readonly undo?: RawUndo };
export type RawUndo = 'auto' | { readonly none?: string; readonly steps?: readonly RawStep[] };
export type RawCheck = Static<typeof check>;
export type RawVerify = Static<typeof verifyCheck>;
export type RawWait = Static<typeof wait>;
export type RawManual = Omit<Static<typeof manual>, 'fields'> & {
  readonly fields?: Readonly<Record<string, RawInput>>;
};
export type RawOption = Omit<Static<typeof option>, 'steps'> & { readonly steps?: readonly RawStep[] };
export type RawChoose = Omit<Static<typeof choose>, 'choose'> & {
  readonly choose: Omit<Static<typeof choose>['choose'], 'options'> & { readonly options: readonly RawOption[] };
};
export type RawGroup = Omit<Static<typeof group>, 'steps'> & { readonly steps: readonly RawStep[] };
export type RawParallel = Omit<Static<typeof parallel>, 'parallel'> & {
  readonly parallel: Readonly<Record<string, readonly RawStep[]>>;
};
export type RawInlined = Static<typeof inlined>;
export type RawNotify = Static<typeof notify>;
export type RawStep =
  | RawAction
  | RawCheck
  | RawWait
  | RawManual
  | RawChoose
  | RawGroup
  | RawParallel
  | RawInlined
  | RawNotify;

/** By the key that says what a step is. */
export const stepShapes = {
  action: shape(action),
  check: shape(check),
  wait: shape(wait),
  manual: shape(manual),
  choose: shape(choose),
  steps: shape(group),
  parallel: shape(parallel),
  runbook: shape(inlined),
  notify: shape(notify),
};

export type StepKey = keyof typeof stepShapes;
export const stepKeys = Object.keys(stepShapes) as readonly StepKey[];
