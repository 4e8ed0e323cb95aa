/** What a credential looks like, wherever it turns up, and what is shown in its place. */
const shapes: readonly (readonly [RegExp, string])[] = [
  [/\b(?:AKIA|ASIA)[A-Z0-9]{16}\b/g, '(access key)'],
  [/\beyJ[\w-]{8,}\.eyJ[\w-]{8,}\.[\w-]*/g, '(token)'],
  [/(:\/\/)[^\s:/@]*:[^\s/@]+@/g, '$1(credentials)@'],
];

/** Names of variables whose values are not shown. */
const secretName = /KEY|TOKEN|SECRET|PASS|DSN|URL/i;

/** Text that a program wrote, without what looks like a credential. */
export const redact = (text: string): string =>
  shapes.reduce((so, [shape, stead]) => so.replaceAll(shape, stead), text);

/** `LEVEL=debug`, `DATABASE_URL=(hidden)`. */
export const shownVariable = (name: string, value: string): string =>
  `${name}=${secretName.test(name) ? '(hidden)' : redact(value)}`;
