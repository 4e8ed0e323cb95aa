import { parseDuration } from '#domain/duration.ts';
import { isObject, type Json, type JsonObject } from '#domain/json.ts';
import type {
  ActionStep,
  ForEach,
  GroupStep,
  ManualStep,
  OnFailure,
  Runbook,
  Step,
  VerifyCheck,
} from '#domain/runbook.ts';
import type { Signatures } from '#domain/signatures.ts';
import { buildInput } from './build-input.ts';
import { buildRules } from './build-rules.ts';
import { withDefaults } from './defaults.ts';
import { wholeExpression } from './expression/template.ts';
import { optional } from './optional.ts';
import type { RawRunbook } from './shape/runbook.ts';
import type { RawAction, RawCheck, RawGroup, RawManual, RawStep, RawVerify } from './shape/step.ts';

const minute = 60_000;
const hour = 60 * minute;

/** What the text says nothing of. */
const unsaid = {
  timeout: 24 * hour,
  hold: 30 * minute,
  actionTimeout: 15 * minute,
  manualTimeout: 4 * hour,
  max: 20,
} as const;

/** What the builder of every step needs besides the step. */
interface Setting {
  readonly signatures: Signatures;
  readonly defaults: JsonObject;
  /** Of the group around. */
  readonly onFailure: OnFailure;
}

/** A text without errors → the runbook it means. */
export function buildRunbook(raw: RawRunbook, signatures: Signatures): Runbook {
  const setting: Setting = { signatures, defaults: (raw.defaults?.with ?? {}) as JsonObject, onFailure: 'ask' };
  return {
    format: 1,
    id: raw.runbook,
    title: raw.title,
    ...optional('summary', raw.summary),
    ...optional('owner', raw.owner),
    links: raw.links ?? [],
    environments: [raw.environment].flat(),
    inputs: Object.entries(raw.inputs ?? {}).map(([name, input]) => buildInput(name, input)),
    approve: buildRules(raw.policy?.approve),
    timeout: duration(raw.timeout, unsaid.timeout),
    hold: duration(raw.hold, unsaid.hold),
    steps: raw.steps.map((step) => buildStep(step, setting)),
    finally: (raw.finally ?? []).map((step) => buildStep(step, setting)),
  };
}

const duration = (text: string | undefined, otherwise: number): number =>
  text === undefined ? otherwise : parseDuration(text);

const expressionOf = (text: string | undefined): string | undefined =>
  text === undefined ? undefined : wholeExpression(text)?.expression;

const isTogether = (raw: RawAction['approve']): boolean => isObject(raw) && raw['together'] === true;

function buildStep(raw: RawStep, setting: Setting): Step {
  const base = {
    id: raw.id,
    title: raw.title ?? raw.id,
    ...optional('if', expressionOf(raw.if)),
    onFailure: raw.on_failure ?? setting.onFailure,
  };
  if ('action' in raw) return { ...base, ...buildAction(raw, setting) };
  if ('check' in raw) return { ...base, kind: 'check', ...buildCheck(raw, setting), ...buildForEach(raw) };
  if ('wait' in raw) return { ...base, kind: 'wait', for: parseDuration(raw.wait) };
  if ('manual' in raw) return { ...base, ...buildManual(raw) };
  return { ...base, ...buildGroup(raw, { ...setting, onFailure: base.onFailure }) };
}

type Own<Kind extends Step> = Omit<Kind, 'id' | 'title' | 'if' | 'onFailure'>;

function buildAction(raw: RawAction, setting: Setting): Own<ActionStep> {
  const signature = setting.signatures.get(raw.action);
  return {
    kind: 'action',
    uses: raw.action,
    with: withDefaults(raw.with as JsonObject | undefined, signature, setting.defaults),
    ...buildForEach(raw),
    together: isTogether(raw.approve),
    approve: buildRules(raw.approve),
    ...optional('impact', raw.impact),
    verify: (raw.verify ?? []).map((check) => buildCheck(check, setting)),
    settle: duration(raw.settle, signature?.settle ?? 0),
    timeout: duration(raw.timeout, signature?.timeout ?? unsaid.actionTimeout),
  };
}

function buildCheck(raw: RawCheck | RawVerify, { signatures, defaults }: Setting): VerifyCheck {
  return {
    uses: raw.check,
    with: withDefaults(raw.with as JsonObject | undefined, signatures.get(raw.check), defaults),
    within: duration(raw.within, 0),
    ...optional('expect', expressionOf(raw.expect)),
  };
}

function buildForEach(raw: RawAction | RawCheck): { readonly forEach?: ForEach } {
  if (raw.for_each === undefined) return {};
  const forEach = { items: raw.for_each as Json, max: raw.max ?? unsaid.max, maxParallel: raw.max_parallel ?? 1 };
  return { forEach };
}

const buildManual = (raw: RawManual): Own<ManualStep> => ({
  kind: 'manual',
  text: raw.manual,
  assign: raw.assign ?? [],
  ...optional('remind', raw.remind === undefined ? undefined : parseDuration(raw.remind)),
  timeout: duration(raw.timeout, unsaid.manualTimeout),
});

const buildGroup = (raw: RawGroup, setting: Setting): Own<GroupStep> => ({
  kind: 'group',
  steps: raw.steps.map((step) => buildStep(step, setting)),
  together: isTogether(raw.approve),
  approve: buildRules(raw.approve),
});
