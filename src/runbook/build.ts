import type { JsonObject } from '#domain/json.ts';
import type { OnFailure, Runbook } from '#domain/runbook.ts';
import type { Signatures } from '#domain/signatures.ts';
import { buildInput } from './build-input.ts';
import { buildRules } from './build-rules.ts';
import { buildSteps } from './build-step.ts';
import { durationOf } from './duration-of.ts';
import { finallyOf } from './inline/build.ts';
import type { Library } from './inline/library.ts';
import { optional } from './optional.ts';
import type { RawRunbook } from './shape/runbook.ts';

const minute = 60_000;

/** What the text says nothing of. */
const unsaid = { timeout: 24 * 60 * minute, hold: 30 * minute } as const;

/** What a runbook is built with, besides its text. */
interface Building {
  readonly signatures: Signatures;
  readonly library?: Library;
  /** Of the step that it is inlined in. */
  readonly onFailure?: OnFailure;
}

/** A text without errors → the runbook it means. */
export function buildRunbook(raw: RawRunbook, { signatures, library, onFailure = 'ask' }: Building): Runbook {
  const setting = { signatures, library, defaults: (raw.defaults?.with ?? {}) as JsonObject };
  const steps = buildSteps(raw.steps, { ...setting, onFailure });
  // What fails there is over with the run, whatever stands around.
  const last = buildSteps(raw.finally ?? [], { ...setting, onFailure: 'ask' });
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
    timeout: durationOf(raw.timeout, unsaid.timeout),
    hold: durationOf(raw.hold, unsaid.hold),
    steps,
    finally: [...last, ...finallyOf([...steps, ...last], library)],
  };
}
