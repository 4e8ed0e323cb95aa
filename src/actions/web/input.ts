import { Type } from '#domain/type.ts';
import { durationSchema } from '../times.ts';

/** What every check that asks over the web takes. Headers that say how a connection is made are not the author's. */
export const webInput = {
  headers: Type.Optional(
    Type.Record(Type.String(), Type.String(), {
      propertyNames: {
        type: 'string',
        pattern: '^(?!(?:host|connection|content-length|transfer-encoding|upgrade|te|trailer)$)[a-z][a-z0-9-]*$',
      },
      description: 'Headers that are sent, their names in lower case. Nothing secret: they are shown.',
    }),
  ),
  timeout: durationSchema('How long one answer may take.', { default: '5s' }),
};
