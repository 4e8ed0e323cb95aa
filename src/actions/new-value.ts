import { Failure } from '#domain/failure.ts';
import { Type } from '#domain/type.ts';
import { type Sealed, secret } from './sealed.ts';

const generated = Type.Object(
  {
    bytes: Type.Integer({ minimum: 16, maximum: 1024, description: 'How many random bytes.' }),
    as: Type.Optional(Type.Enum(['base64url', 'hex'], { description: 'base64url where it is left out.' })),
  },
  { additionalProperties: false, description: 'Has a new value made that nobody sees.' },
);

/** The members of an input with which a new value is given, or has one made. */
export const newValueSchema = {
  value: Type.Optional(secret(Type.String({ description: 'The new value, where it is not generated.' }))),
  generate: Type.Optional(secret(generated)),
};

interface Given {
  readonly value?: Sealed;
  readonly generate?: Sealed;
}

/** @throws Failure `bad-input` where both or neither is given */
export function newValue(action: string, { value, generate }: Given): Sealed {
  const given = value ?? generate;
  if (!given || (value && generate))
    throw new Failure('user', 'bad-input', `${action}: give either "value" or "generate"`);
  return given;
}

/** What a card may say of it. */
export const newValueInWords = ({ length, fingerprint }: Sealed): string =>
  `new value of ${length} characters, fingerprint ${fingerprint}`;
