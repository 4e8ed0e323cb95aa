import type { Signature, Signatures } from '#domain/signatures.ts';
import { suggest } from '../nearest.ts';
import type { Problem } from '../problem.ts';
import { below } from '../yaml/pointer.ts';
import { isTogether, type RawObject, type Spot, textOf } from './outline.ts';

/** A `with` and the action or check that it is for. */
export interface Call {
  /** Of the step or the entry of `verify`. */
  readonly at: string;
  readonly raw: RawObject;
  readonly key: 'action' | 'check';
  readonly uses: string;
  readonly signature: Signature | undefined;
}

/** The call that a step is, and those in its `verify`. */
export function callsOf(
  { at, raw }: Spot,
  signatures: Signatures,
): { readonly own: readonly Call[]; readonly verify: readonly Call[] } {
  const verify = Array.isArray(raw['verify']) ? raw['verify'] : [];
  return {
    own: [...call(raw, at, 'action', signatures), ...call(raw, at, 'check', signatures)],
    verify: verify.flatMap((entry: RawObject, i) =>
      call(entry ?? {}, below(below(at, 'verify'), i), 'check', signatures),
    ),
  };
}

function call(raw: RawObject, at: string, key: Call['key'], signatures: Signatures): readonly Call[] {
  const uses = textOf(raw, key);
  return uses === undefined ? [] : [{ at, raw, key, uses, signature: signatureOf(uses, key, signatures) }];
}

function signatureOf(uses: string, key: Call['key'], signatures: Signatures): Signature | undefined {
  const signature = signatures.get(uses);
  return signature?.kind === key ? signature : undefined;
}

/** Every action and check that is called exists. */
export function checkCalls(spots: readonly Spot[], signatures: Signatures): readonly Problem[] {
  return spots.flatMap((spot) => {
    const { own, verify } = callsOf(spot, signatures);
    return [...[...own, ...verify].flatMap((one) => unknownCall(one, signatures)), ...destroysTogether(spot, own)];
  });
}

function unknownCall({ at, key, uses, signature }: Call, signatures: Signatures): readonly Problem[] {
  if (signature) return [];
  const place = { rule: `unknown-${key}`, at: below(at, key) };
  const other = signatures.get(uses);
  if (other)
    return [
      {
        ...place,
        message: `"${uses}" is ${other.kind === 'check' ? 'a check, not an action' : 'an action, not a check'}`,
      },
    ];
  const known = [...signatures.values()].filter(({ kind }) => kind === key).map(({ id }) => id);
  return [{ ...place, message: `there is no ${key} "${uses}"`, ...suggest(uses, known) }];
}

/** What destroys is asked for one by one. */
function destroysTogether(spot: Spot, own: readonly Call[]): readonly Problem[] {
  const isAskedTogether = [spot, ...spot.around].some(isTogether);
  if (!isAskedTogether || spot.part === 'undo') return [];
  return own
    .filter(({ signature }) => signature?.risk === 'destroys')
    .map(({ at, uses }) => ({
      rule: 'together-destroys',
      at: below(at, 'action'),
      message: `"${uses}" destroys something, so it is asked for alone and not together with others`,
    }));
}
