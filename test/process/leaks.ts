/** As little of a secret as this gives it away; a database may cut what is longer into two pages. */
const piece = 16;

const pieces = (text: string): readonly string[] =>
  Array.from({ length: Math.ceil(text.length / piece) }, (_, at) => text.slice(-piece * (at + 1)).slice(0, piece));

/** A secret in the forms in which it might slip out. */
const formsOf = (secret: string): readonly string[] => {
  const bytes = Buffer.from(secret);
  return [secret, bytes.toString('base64'), bytes.toString('base64url'), bytes.toString('hex')];
};

/** The pieces of these secrets that stand in a text, in any form and in any case. */
export function leaks(text: string, secrets: readonly string[]): readonly string[] {
  const searched = text.toLowerCase();
  const wanted = new Set(secrets.flatMap(formsOf).flatMap(pieces));
  return [...wanted].filter((each) => searched.includes(each.toLowerCase()));
}
