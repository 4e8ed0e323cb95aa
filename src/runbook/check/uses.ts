import { isObject } from '#domain/json.ts';
import type { Signature, Signatures } from '#domain/signatures.ts';
import { hasHole } from '../expression/template.ts';
import { suggest } from '../nearest.ts';
import type { Problem } from '../problem.ts';
import { below } from '../yaml/pointer.ts';
import { listOf, objectOf, type RawObject, type Spot, textOf } from './outline.ts';
import type { Setting } from './setting.ts';

/** A `with` and what it is for. */
export interface Call {
  /** Of the step or the entry of `verify`. */
  readonly at: string;
  readonly raw: RawObject;
  readonly key: 'action' | 'check' | 'runbook' | 'source';
  readonly uses: string;
  /** Absent if there is no such action, check or runbook, or it cannot be used. */
  readonly signature: Signature | undefined;
}

/** Where calls are looked up. */
export type Known = Pick<Setting, 'signatures' | 'library'>;

/** The call that a step is, and those in its `verify`. */
export function callsOf(
  { at, raw }: Spot,
  known: Known,
): { readonly own: readonly Call[]; readonly verify: readonly Call[] } {
  return {
    own: (['action', 'check', 'runbook'] as const).flatMap((key) => call({ raw, at }, key, known)),
    verify: listOf(raw['verify']).flatMap((entry, i) =>
      isObject(entry) ? call({ raw: entry, at: below(below(at, 'verify'), i) }, 'check', known) : [],
    ),
  };
}

function call({ raw, at }: Pick<Spot, 'raw' | 'at'>, key: Call['key'], known: Known): readonly Call[] {
  const uses = textOf(raw, key === 'source' ? 'from' : key);
  return uses === undefined ? [] : [{ at, raw, key, uses, signature: signatureOf(uses, key, known) }];
}

function signatureOf(uses: string, key: Call['key'], { signatures, library }: Known): Signature | undefined {
  if (key === 'runbook') {
    const child = library?.find(uses);
    return child?.kind === 'sound' ? child.signature : undefined;
  }
  const signature = signatures.get(uses);
  return signature?.kind === key ? signature : undefined;
}

/** What the choices of inputs are read from. */
export const sourcesOf = (runbook: RawObject, known: Known): readonly Call[] =>
  Object.entries(objectOf(runbook, 'inputs')).flatMap(([name, raw]) =>
    isObject(raw) ? call({ raw, at: below('/inputs', name) }, 'source', known) : [],
  );

/** Every action, check and source that is called exists. */
export function checkCalls(runbook: RawObject, spots: readonly Spot[], known: Known): readonly Problem[] {
  const inSteps = spots.flatMap((spot) => Object.values(callsOf(spot, known)).flat());
  return [...sourcesOf(runbook, known), ...inSteps].flatMap((one) => unknownCall(one, known.signatures));
}

function unknownCall({ at, key, uses, signature }: Call, signatures: Signatures): readonly Problem[] {
  if (signature || key === 'runbook' || hasHole(uses)) return [];
  const place = { rule: `unknown-${key}`, at: below(at, key === 'source' ? 'from' : key) };
  const other = signatures.get(uses);
  if (other) return [{ ...place, message: `"${uses}" is ${kinds[other.kind]}, not ${kinds[key]}` }];
  const known = [...signatures.values()].filter(({ kind }) => kind === key).map(({ id }) => id);
  return [{ ...place, message: `there is no ${key} "${uses}"`, ...suggest(uses, known) }];
}

const kinds = { action: 'an action', check: 'a check', source: 'what an input is chosen from' } as const;
