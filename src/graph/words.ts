import { sayDuration } from '#domain/duration.ts';
import type { Json, JsonObject } from '#domain/json.ts';
import type { ForEach, Step, VerifyCheck } from '#domain/runbook.ts';

/** A template as a person reads it: `${{ inputs.service }}` becomes `{inputs.service}`. */
export const plain = (text: string): string =>
  text
    .replace(/\$\{\{\s*(.*?)\s*\}\}/gs, '{$1}')
    .replace(/\s+/g, ' ')
    .trim();

/** The lines under a step's title: what exactly it does and how it is proven. */
export function linesOf(step: Step): readonly string[] {
  switch (step.kind) {
    case 'action':
      return [
        `${step.uses}${valuesOf(step.with)}`,
        ...eachOf(step.forEach, step.together),
        ...proofOf(step.verify, step.settle, step.verifiedBy),
      ];
    case 'check':
      return [`${step.uses}${valuesOf(step.with)}`, ...eachOf(step.forEach, false), ...withinOf(step)];
    case 'wait':
      return [sayDuration(step.for)];
    case 'manual':
      return [...assigned(step.assign), ...step.fields.map(({ title }) => `asks for ${title}`)];
    case 'choose':
      return [plain(step.question), ...assigned(step.assign)];
    case 'notify':
      return [`to ${step.channel}`];
    case 'group':
      return eachOf(step.forEach, step.together);
    case 'parallel':
      return [
        ...(step.maxParallel < step.branches.length ? [`${step.maxParallel} side by side`] : []),
        ...(step.together ? ['all plans on one card'] : []),
      ];
    case 'runbook':
      return [`runbook ${step.uses}`];
    case 'undo':
      return [];
  }
}

const assigned = (groups: readonly string[]): readonly string[] =>
  groups.length > 0 ? [`by ${groups.map((name) => `@${name}`).join(' or ')}`] : [];

const withinOf = ({ within }: VerifyCheck): readonly string[] => (within > 0 ? [`within ${sayDuration(within)}`] : []);

function eachOf(forEach: ForEach | undefined, together: boolean): readonly string[] {
  if (!forEach) return together ? ['all plans on one card'] : [];
  const list = typeof forEach.items === 'string' ? plain(forEach.items) : plain(textOf(forEach.items));
  const most = forEach.maxParallel > 1 ? `, ${forEach.maxParallel} at a time` : '';
  return [`for each of ${list}${most}`, ...(together ? ['all plans on one card'] : [])];
}

function proofOf(verify: readonly VerifyCheck[], settle: number, verifiedBy: string | undefined): readonly string[] {
  return [
    ...(verify.length > 0 ? [`proven by ${verify.map(({ uses }) => uses).join(', ')}`] : []),
    ...(verifiedBy === undefined ? [] : [`proven later by ${verifiedBy}`]),
    ...(settle > 0 && verifiedBy === undefined ? [`and well for ${sayDuration(settle)}`] : []),
  ];
}

/** The first two values of a `with` that are short enough to say. */
function valuesOf(input: JsonObject): string {
  const said = Object.entries(input)
    .filter(([name]) => name !== 'cluster')
    .map(([name, value]) => `${name} ${plain(textOf(value as Json))}`)
    .filter((text) => text.length <= 40)
    .slice(0, 2);
  return said.length > 0 ? ` · ${said.join(', ')}` : '';
}

function textOf(value: Json): string {
  if (Array.isArray(value)) return value.map(textOf).join(', ');
  return value !== null && typeof value === 'object' ? '…' : String(value);
}
