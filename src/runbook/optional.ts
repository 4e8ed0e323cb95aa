/** A member that is left out when there is no value. */
export const optional = <Key extends string, Value>(
  key: Key,
  value: Value | undefined,
): { readonly [K in Key]?: Value } => (value === undefined ? {} : { [key]: value }) as { readonly [K in Key]?: Value };
