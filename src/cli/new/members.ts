import { isObject } from '#domain/json.ts';
import type { Signature } from '#domain/signatures.ts';

export interface Member {
  readonly name: string;
  readonly isNeeded: boolean;
  readonly isList: boolean;
  readonly about?: string;
}

/** What the `with` of an action or check takes. */
export function membersOf({ input }: Signature): readonly Member[] {
  const properties = isObject(input['properties']) ? input['properties'] : {};
  const required = Array.isArray(input['required']) ? input['required'] : [];
  return Object.entries(properties).map(([name, schema]) => ({
    name,
    isNeeded: required.includes(name),
    isList: isObject(schema) && schema['type'] === 'array',
    ...(isObject(schema) && typeof schema['description'] === 'string' ? { about: schema['description'] } : {}),
  }));
}
