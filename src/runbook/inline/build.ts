import type { JsonObject } from '#domain/json.ts';
import { type OnFailure, partsOf, type RunbookStep, type Step } from '#domain/runbook.ts';
import { withDefaults } from '../defaults.ts';
import type { RawInlined } from '../shape/step.ts';
import type { Library, Sound } from './library.ts';
import { renamed } from './rename.ts';

interface Setting {
  readonly library: Library | undefined;
  readonly defaults: JsonObject;
  readonly onFailure: OnFailure;
}

const soundIn = (library: Library | undefined, id: string): Sound | undefined => {
  const child = library?.find(id);
  return child?.kind === 'sound' ? child : undefined;
};

/** What a step inlines, under names of its own. Of a runbook that cannot be looked up only the id is known. */
export function buildInlined(
  { id, runbook: uses, with: own }: RawInlined,
  { library, defaults, onFailure }: Setting,
): Omit<RunbookStep, 'id' | 'title' | 'if' | 'onFailure'> {
  const child = soundIn(library, uses);
  const prefix = `${id}-`;
  return {
    kind: 'runbook',
    uses,
    digest: child?.digest ?? '',
    inputs: child?.runbook.inputs ?? [],
    with: withDefaults(own as JsonObject | undefined, child?.signature, defaults),
    steps: renamed(child?.build(onFailure).steps ?? [], prefix),
    prefix,
    approve: child?.runbook.approve ?? [],
  };
}

/** What the runbooks inlined in these steps do last, in written order; what they inline themselves is among it already. */
export const finallyOf = (steps: readonly Step[], library: Library | undefined): readonly RunbookStep[] =>
  inlinedIn(steps).flatMap(({ if: _, ...step }) => {
    const last = soundIn(library, step.uses)?.runbook.finally ?? [];
    if (last.length === 0) return [];
    return [
      {
        ...step,
        id: `${step.id}-finally`,
        title: `Finally: ${step.title}`,
        onFailure: 'ask' as const,
        steps: renamed(last, step.prefix),
        inputsOf: step.id,
      },
    ];
  });

const inlinedIn = (steps: readonly Step[]): readonly RunbookStep[] =>
  steps.flatMap((step) => (step.kind === 'runbook' ? [step] : partsOf(step).flatMap(inlinedIn)));
