import { catalogue } from '#actions/list.ts';
import { signatures as signaturesOf } from '#actions/signatures.ts';
import type { Signatures } from '#domain/signatures.ts';

/** The actions and checks that there are. */
export const signatures: Signatures = signaturesOf(catalogue);
