import type { Environment } from '#domain/config.ts';
import { allSteps, partsOf, type Runbook, type Step } from '#domain/runbook.ts';
import { hasHole, wholeExpression } from '../expression/template.ts';
import type { Library, Sound } from '../inline/library.ts';
import { suggest } from '../nearest.ts';
import type { Problem } from '../problem.ts';
import { isReference } from '../shape/reference.ts';
import { below } from '../yaml/pointer.ts';
import { isRepeated, objectOf, type RawObject, type Spot, textOf } from './outline.ts';
import type { Setting } from './setting.ts';

/** Runbooks inside each other, this one not counted. */
const mostDeep = 5;

/** What is inlined exists, is right in itself and fits where it stands. */
export function checkInlined(runbook: RawObject, setting: Setting): readonly Problem[] {
  const { spots, library } = setting;
  const own = textOf(runbook, 'runbook') ?? '';
  return spots.flatMap((spot) => {
    const id = spot.keys.includes('runbook') ? textOf(spot.raw, 'runbook') : undefined;
    if (id === undefined || hasHole(id) || !library) return [];
    const unusable = whyUnusable(id, own, library);
    if (unusable) return [{ at: below(spot.at, 'runbook'), ...unusable }];
    const child = library.find(id);
    return child.kind === 'sound'
      ? [...checkFit(spot, child, setting), ...checkSecrets(spot, child.runbook, setting)]
      : [];
  });
}

function whyUnusable(id: string, own: string, library: Library): Omit<Problem, 'at'> | undefined {
  const way = library.way(id, own);
  if (way) return { rule: 'runbook-cycle', message: `a runbook cannot hold itself: ${[own, ...way].join(' → ')}` };
  const child = library.find(id);
  if (child.kind === 'unknown')
    return {
      rule: 'unknown-runbook',
      message: `there is no runbook "${id}"`,
      ...suggest(
        id,
        library.ids.filter((other) => other !== own),
      ),
    };
  if (child.kind === 'broken')
    return { rule: 'broken-runbook', message: `"${id}" has mistakes of its own: see ${child.file}` };
  return undefined;
}

/** Why a runbook that is right in itself cannot stand here. */
function checkFit(spot: Spot, { runbook }: Sound, { environments }: Setting): readonly Problem[] {
  const at = below(spot.at, 'runbook');
  const elsewhere = environments.find(({ id }: Environment) => !runbook.environments.includes(id));
  const inside = allSteps([...runbook.steps, ...runbook.finally]);
  const wrong = [
    ...(elsewhere ? [`does not run in "${elsewhere.id}"`] : []),
    ...(depthOf(runbook.steps, runbook.finally) >= mostDeep ? [`holds runbooks ${mostDeep} deep already`] : []),
    ...(spot.part === 'finally' ? endsRun(inside) : []),
    ...([spot, ...spot.around].some(isRepeated) ? repeats(runbook, inside) : []),
  ];
  return wrong.map((why) => ({ rule: 'runbook-misfit', at, message: `"${runbook.id}" ${why}` }));
}

const depthOf = (...lists: readonly (readonly Step[])[]): number =>
  Math.max(0, ...lists.flat().map((step) => (step.kind === 'runbook' ? 1 : 0) + depthOf(...partsOf(step))));

function endsRun(inside: readonly Step[]): readonly string[] {
  if (inside.some(({ onFailure }) => onFailure === 'rollback'))
    return ['rolls back on failure, which `finally` cannot'];
  const hasEnd = inside.some((step) => step.kind === 'choose' && step.options.some(({ end }) => end));
  return hasEnd ? ['can end the run, which in `finally` has ended already'] : [];
}

function repeats({ finally: last }: Runbook, inside: readonly Step[]): readonly string[] {
  if (inside.some((step) => 'forEach' in step && step.forEach))
    return ['has a `for_each`, which does not stand inside another one'];
  return last.length > 0 ? ['has a `finally`, which is done once and not for each item'] : [];
}

/** A secret is not written down, and stays one. */
function checkSecrets(spot: Spot, { inputs }: Runbook, setting: Setting): readonly Problem[] {
  const given = objectOf(spot.raw, 'with');
  const secrets = new Set(setting.inputs.filter(({ secret }) => secret).map(({ name }) => name));
  return inputs
    .filter(({ name, secret }) => secret && name in given && !isSecret(given[name], secrets))
    .map(({ name }) => ({
      rule: 'secret-exposed',
      at: below(below(spot.at, 'with'), name),
      message: `"${name}" is a secret: give an input that is one, or a reference`,
    }));
}

function isSecret(value: unknown, secrets: ReadonlySet<string>): boolean {
  if (isReference(value)) return true;
  const whole = typeof value === 'string' ? wholeExpression(value)?.expression : undefined;
  return secrets.has(/^inputs\.(\w+)$/.exec(whole ?? '')?.[1] ?? '');
}
