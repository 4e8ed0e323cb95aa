import { parseDuration } from '#domain/duration.ts';
import { isObject, type Json, type JsonObject } from '#domain/json.ts';
import type {
  ActionStep,
  ChooseOption,
  ChooseStep,
  ForEach,
  GroupStep,
  ManualStep,
  OnFailure,
  ParallelStep,
  Step,
  Undo,
  VerifyCheck,
} from '#domain/runbook.ts';
import type { Signatures } from '#domain/signatures.ts';
import { buildInput } from './build-input.ts';
import { buildRules } from './build-rules.ts';
import { withDefaults } from './defaults.ts';
import { durationOf } from './duration-of.ts';
import { wholeExpression } from './expression/template.ts';
import { buildInlined } from './inline/build.ts';
import type { Library } from './inline/library.ts';
import { optional } from './optional.ts';
import type {
  RawAction,
  RawCheck,
  RawChoose,
  RawGroup,
  RawManual,
  RawOption,
  RawParallel,
  RawStep,
  RawUndo,
  RawVerify,
} from './shape/step.ts';

const minute = 60_000;

/** What the text says nothing of. */
const unsaid = { actionTimeout: 15 * minute, personTimeout: 240 * minute, max: 20, lanes: 10 } as const;

/** What the builder of every step needs besides the step. */
export interface Setting {
  readonly signatures: Signatures;
  /** `defaults.with` of the runbook. */
  readonly defaults: JsonObject;
  /** Of the step around. */
  readonly onFailure: OnFailure;
  /** Where runbooks that steps inline are found. */
  readonly library: Library | undefined;
}

export const buildSteps = (raw: readonly RawStep[], setting: Setting): readonly Step[] =>
  raw.map((step) => buildStep(step, setting));

/** A step without errors → what it means. */
function buildStep(raw: RawStep, around: Setting): Step {
  const base = {
    id: raw.id,
    title: raw.title ?? raw.id,
    ...optional('if', expressionOf(raw.if)),
    onFailure: raw.on_failure ?? around.onFailure,
  };
  const setting = { ...around, onFailure: base.onFailure };
  if ('action' in raw) return { ...base, ...buildAction(raw, setting) };
  if ('check' in raw) return { ...base, kind: 'check', ...buildCheck(raw, setting), ...buildForEach(raw) };
  if ('wait' in raw) return { ...base, kind: 'wait', for: parseDuration(raw.wait) };
  if ('manual' in raw) return { ...base, ...buildManual(raw) };
  if ('choose' in raw) return { ...base, ...buildChoose(raw, setting) };
  if ('notify' in raw) return { ...base, kind: 'notify', ...raw.notify };
  if ('runbook' in raw) return { ...base, ...buildInlined(raw, setting) };
  if ('parallel' in raw) return { ...base, ...buildParallel(raw, setting) };
  return { ...base, ...buildGroup(raw, setting) };
}

type Own<Kind extends Step> = Omit<Kind, 'id' | 'title' | 'if' | 'onFailure'>;

const expressionOf = (text: string | undefined): string | undefined =>
  text === undefined ? undefined : wholeExpression(text)?.expression;

const isTogether = (raw: RawAction['approve']): boolean => isObject(raw) && raw['together'] === true;

/** One that a later step proves is not verified by itself, so nothing has to settle. */
function buildAction(raw: RawAction, setting: Setting): Own<ActionStep> {
  const signature = setting.signatures.get(raw.action);
  const settle = raw.verified_by === undefined ? signature?.settle : undefined;
  return {
    kind: 'action',
    uses: raw.action,
    with: withDefaults(raw.with as JsonObject | undefined, signature, setting.defaults),
    ...buildForEach(raw),
    together: isTogether(raw.approve),
    approve: buildRules(raw.approve),
    ...optional('impact', raw.impact),
    verify: (raw.verify ?? []).map((check) => buildCheck(check, setting)),
    settle: durationOf(raw.settle, settle ?? 0),
    timeout: durationOf(raw.timeout, signature?.timeout ?? unsaid.actionTimeout),
    undo: buildUndo(raw.undo, setting),
    ...optional('verifiedBy', raw.verified_by),
  };
}

/** What fails while a run is rolled back is always a person's to decide. */
function buildUndo(raw: RawUndo | undefined, setting: Setting): Undo {
  if (raw === undefined || raw === 'auto') return { kind: 'auto' };
  if (raw.steps) return { kind: 'steps', steps: buildSteps(raw.steps, { ...setting, onFailure: 'ask' }) };
  return { kind: 'none', reason: raw.none ?? '' };
}

function buildCheck(raw: RawCheck | RawVerify, { signatures, defaults }: Setting): VerifyCheck {
  return {
    uses: raw.check,
    with: withDefaults(raw.with as JsonObject | undefined, signatures.get(raw.check), defaults),
    within: durationOf(raw.within, 0),
    ...optional('expect', expressionOf(raw.expect)),
  };
}

function buildForEach(raw: RawAction | RawCheck | RawGroup): { readonly forEach?: ForEach } {
  if (raw.for_each === undefined) return {};
  const forEach = { items: raw.for_each as Json, max: raw.max ?? unsaid.max, maxParallel: raw.max_parallel ?? 1 };
  return { forEach };
}

const buildManual = (raw: RawManual): Own<ManualStep> => ({
  kind: 'manual',
  text: raw.manual,
  assign: raw.assign ?? [],
  ...optional('remind', raw.remind === undefined ? undefined : parseDuration(raw.remind)),
  timeout: durationOf(raw.timeout, unsaid.personTimeout),
  fields: Object.entries(raw.fields ?? {}).map(([name, field]) => buildInput(name, field)),
});

const buildChoose = ({ choose, assign, timeout }: RawChoose, setting: Setting): Own<ChooseStep> => ({
  kind: 'choose',
  question: choose.question,
  ...optional('suggest', choose.suggest),
  options: choose.options.map((option) => buildOption(option, setting)),
  assign: assign ?? [],
  timeout: durationOf(timeout, unsaid.personTimeout),
});

const buildOption = (raw: RawOption, setting: Setting): ChooseOption => ({
  id: raw.id,
  label: raw.label,
  ...optional('description', raw.description),
  ...optional('if', expressionOf(raw.if)),
  steps: buildSteps(raw.steps ?? [], setting),
  ...optional('end', raw.end),
});

function buildParallel(raw: RawParallel, setting: Setting): Own<ParallelStep> {
  const branches = Object.entries(raw.parallel).map(([id, steps]) => ({ id, steps: buildSteps(steps, setting) }));
  return {
    kind: 'parallel',
    branches,
    maxParallel: Math.min(raw.max_parallel ?? unsaid.lanes, branches.length),
    together: isTogether(raw.approve),
    approve: buildRules(raw.approve),
  };
}

const buildGroup = (raw: RawGroup, setting: Setting): Own<GroupStep> => ({
  kind: 'group',
  steps: buildSteps(raw.steps, setting),
  ...buildForEach(raw),
  together: isTogether(raw.approve),
  approve: buildRules(raw.approve),
});
