/** What a credential looks like, wherever it turns up, and what is shown in its place. */
const shapes: readonly (readonly [RegExp, string])[] = [
  [/\b(?:AKIA|ASIA)[A-Z0-9]{16}\b/g, '(access key)'],
  [/\beyJ[\w-]{8,}\.eyJ[\w-]{8,}\.[\w-]*/g, '(token)'],
  [/(:\/\/)[^\s:/@]*:[^\s/@]+@/g, '$1(credentials)@'],
];

/** Words in names of variables whose values are not shown. */
const telling = 'KEY|TOKEN|SECRET|PASS|DSN|URL';
const secretName = new RegExp(telling, 'i');

/** Text that a program wrote, without what looks like a credential. */
export const redact = (text: string): string =>
  shapes.reduce((so, [shape, stead]) => so.replaceAll(shape, stead), text);

/** What a variable of this name holds, as far as it may be shown. */
export const shownValue = (name: string, value: string): string => (secretName.test(name) ? '(hidden)' : redact(value));

/** `LEVEL=debug`, `DATABASE_URL=(hidden)`. */
export const shownVariable = (name: string, value: string): string => `${name}=${shownValue(name, value)}`;

const privateKey = /-----BEGIN [A-Z ]*PRIVATE KEY-----[\s\S]*?(?:-----END [A-Z ]*PRIVATE KEY-----|$)/g;
const assignment = new RegExp(
  String.raw`\b(\w*(?:${telling})\w*["']?[^\S\n]*[=:][^\S\n]*)(?:"[^"\n]*"|'[^'\n]*'|\S+)`,
  'gi',
);

/** What a script printed: also without private keys, and without the values of names that tell, as `env` prints them. */
export const redactOutput = (text: string): string =>
  redact(text.replaceAll(privateKey, '(private key)').replaceAll(assignment, '$1(hidden)'));
