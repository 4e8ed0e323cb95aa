/** Most characters of a body that are kept. */
const most = 200;

/** Values behind names that mean a secret, tokens of JWT, and runs of letters and digits too long to be words. */
const secrets: readonly (readonly [RegExp, string])[] = [
  [
    /((?:key|token|secret|pass(?:word)?|dsn|authorization|cookie|credential)s?["']?\s*[:=]\s*["']?)[^\s"',;&<}]+/gi,
    '$1(hidden)',
  ],
  [/\b(Bearer|Basic)\s+[\w.~+/=-]+/gi, '$1 (hidden)'],
  [/:\/\/[^\s/@:]+:[^\s/@]+@/g, '://(hidden)@'],
  [/[\w+/=-]{32,}/g, '(hidden)'],
];

/** A part of a body that may be shown: at most 200 characters from `at` on, without what looks like a secret. */
export function excerpt(body: string, at = 0): string {
  const hidden = secrets.reduce(
    (text, [pattern, by]) => text.replace(pattern, by),
    body.slice(Math.max(0, at - most), at + 2 * most),
  );
  return hidden.length > most ? `${hidden.slice(0, most - 1)}…` : hidden;
}
