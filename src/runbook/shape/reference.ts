import { isObject } from '#domain/json.ts';
import { Type } from '#domain/type.ts';
import { shape } from './shape.ts';
import { closed } from './words.ts';

/** Where a secret is read when it is needed, in place of the secret. */
export const reference = shape(
  Type.Object(
    {
      ref: Type.String({
        title: 'env:NAME, ssm:/path or secret:name',
        description: 'A variable of the program, a parameter of SSM, or a secret of Secrets Manager.',
        pattern: '^(env:[A-Za-z_][A-Za-z0-9_]*|ssm:(/|\\$\\{\\{).+|secret:.+)$',
      }),
    },
    { title: 'a reference to a secret', description: 'Where the secret is read when it is needed.', ...closed },
  ),
);

/** Whether a value is meant to be one. */
export const isReference = (value: unknown): boolean => isObject(value) && 'ref' in value;
