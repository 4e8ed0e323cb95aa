/** JSON pointers (RFC 6901), the addresses that Ajv uses too: `/steps/0/with/service`. */
export const below = (at: string, key: string | number): string =>
  `${at}/${typeof key === 'number' ? key : escaped(key)}`;

const escaped = (key: string): string =>
  key.includes('~') || key.includes('/') ? key.replaceAll('~', '~0').replaceAll('/', '~1') : key;

export const parentOf = (at: string): string => at.slice(0, Math.max(0, at.lastIndexOf('/')));

/** The places around a place, nearest first. */
export function ancestorsOf(at: string): readonly string[] {
  const places: string[] = [];
  for (let place = at; place !== ''; places.push(place)) place = parentOf(place);
  return places;
}

export const lastOf = (at: string): string =>
  at
    .slice(at.lastIndexOf('/') + 1)
    .replaceAll('~1', '/')
    .replaceAll('~0', '~');
