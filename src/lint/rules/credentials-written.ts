import { partOf, type Text, textsOf } from '../facts/texts.ts';
import { defineRule, type Report } from '../rule.ts';

export default defineRule({
  id: 'credentials-written',
  area: 'secrets',
  severity: 'error',
  summary: 'No credentials stand in a file.',
  *runbook({ raw }) {
    yield* textsOf(raw, '').flatMap(leaks);
  },
  *config({ raw }) {
    yield* textsOf(raw, '').flatMap(leaks);
  },
});

const kinds: readonly (readonly [RegExp, string])[] = [
  [/\b(?:AKIA|ASIA)(?![A-Z0-9]*EXAMPLE\b)[A-Z0-9]{16}\b/, 'an access key of AWS'],
  [/\bxox[abeoprs]-[A-Za-z0-9-]{10,}|\bxapp-\d-[A-Za-z0-9-]{10,}/, 'a token of Slack'],
  [/\bgh[oprsu]_[A-Za-z0-9]{36,}|\bgithub_pat_\w{22,}/, 'a token of GitHub'],
  [/-----BEGIN (?:[A-Z]+ )*PRIVATE KEY-----/, 'a private key'],
  [/\beyJ[\w-]{8,}\.eyJ[\w-]{8,}\.[\w-]{8,}/, 'a signed token'],
  [/:\/\/[^\s/:@]+:[^\s/@:${}<>*]{3,}@/, 'an address with its password'],
  [/\b(?:password|passwd|secret|token|api_?key)=(?=[^\s&'"]*\d)[^\s&'"${}<>*]{8,}/i, 'a password'],
];

/** What is found is not repeated: findings are posted and kept. */
const leaks = ({ at, text }: Text): readonly Report[] =>
  kinds.flatMap(([pattern, what]) => {
    const found = pattern.exec(text);
    if (!found) return [];
    return [
      {
        at,
        ...partOf(text, found.index, found[0].length),
        message: `this is ${what}, for everybody to read who can read the file`,
        hint: 'take it out and make it worthless: rotate it. An action generates a secret, or takes it from an input with `secret: true`',
      },
    ];
  });
