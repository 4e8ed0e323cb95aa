import { hasHole } from '../expression/template.ts';
import { suggest } from '../nearest.ts';
import type { Problem } from '../problem.ts';
import { below } from '../yaml/pointer.ts';
import { apart } from './apart.ts';
import { isRepeated, type Spot, textOf, undoneBy } from './outline.ts';

/** What `verified_by` names is a check that follows on every way, and the only proof. */
export const checkProofs = (spots: readonly Spot[]): readonly Problem[] =>
  spots.flatMap((spot) => {
    const id = spot.keys.includes('action') ? textOf(spot.raw, 'verified_by') : undefined;
    return id === undefined ? [] : [...otherProofs(spot, id), ...checkProof(spot, id, spots)];
  });

const otherProofs = ({ raw, at }: Spot, id: string): readonly Problem[] =>
  ['verify', 'settle']
    .filter((key) => key in raw)
    .map((key) => ({
      rule: 'two-proofs',
      at: below(at, key),
      on: 'key',
      message: `"${id}" proves this step in place of \`${key}\``,
    }));

function checkProof(action: Spot, id: string, spots: readonly Spot[]): readonly Problem[] {
  const at = below(action.at, 'verified_by');
  const proof = spots.find((spot) => spot.id === id);
  if (!proof) {
    if (hasHole(id)) return [];
    const checks = spots.filter(({ keys }) => keys.includes('check')).flatMap((spot) => spot.id ?? []);
    return [{ rule: 'unknown-step', at, message: `there is no step "${id}"`, ...suggest(id, checks) }];
  }
  const why = proof.keys.includes('check') ? whyNoProof(action, proof) : 'is no check';
  return why === undefined ? [] : [{ rule: 'no-proof', at, message: `step "${id}" ${why}, so it does not prove this` }];
}

function whyNoProof(action: Spot, proof: Spot): string | undefined {
  if (proof.part !== action.part || undoneBy(proof) !== undoneBy(action) || proof.order <= action.order)
    return 'does not come later';
  if (apart(action, proof)) return 'runs in another branch or option';
  const own = [proof, ...proof.around].filter((spot) => !action.around.includes(spot));
  if (own.some(isRepeated)) return 'is repeated without this one';
  if (proof.ways.some(({ of, option }) => option && own.includes(of))) return 'may not be chosen';
  return own.some((spot) => maySkip(spot, action)) ? 'may be skipped' : undefined;
}

/** Where the condition is that of the action, or that it passed, the check runs whenever the action has. */
function maySkip({ raw }: Spot, action: Spot): boolean {
  if (!('if' in raw) || [action, ...action.around].some((spot) => spot.raw['if'] === raw['if'])) return false;
  const passed = /^\s*\$\{\{\s*steps\.(\w+)\.outcome\s*==\s*(?:'passed'|"passed")\s*\}\}\s*$/;
  return passed.exec(String(raw['if']))?.[1] !== action.id;
}
