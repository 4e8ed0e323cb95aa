import { partOf, type Text, textsOf } from '../facts/texts.ts';
import { valuesOf } from '../facts/values.ts';
import { defineRule, type Report } from '../rule.ts';

export default defineRule({
  id: 'secret-arn-suffix',
  area: 'aws',
  severity: 'error',
  summary: 'The ARN of a secret has the six characters that Secrets Manager adds to its name.',
  *runbook(subject) {
    yield* valuesOf(subject).flatMap(unfinished);
  },
  *config({ raw }) {
    yield* textsOf(raw, '').flatMap(unfinished);
  },
});

const arn = /arn:aws[a-z-]*:secretsmanager:[^:\s]*:[^:\s]*:secret:([A-Za-z0-9/_+=.@-]+)(?![A-Za-z0-9/_+=.@*?$-])/g;

/** Six letters that a name ends in far more often than chance does. */
const word = /-(?:secret|config|tokens|access|master|client|server|backup)$/;

const unfinished = ({ at, text }: Text): readonly Report[] =>
  [...text.matchAll(arn)]
    .filter(([, name = '']) => !/-[A-Za-z0-9]{6}$/.test(name) || word.test(name))
    .map(({ 0: found, 1: name = '', index }) => ({
      at,
      ...partOf(text, index, found.length),
      message: `this is no ARN of a secret: after "${name}" comes a hyphen and six characters that Secrets Manager chose`,
      hint: `look it up: \`aws secretsmanager describe-secret --secret-id ${name} --query ARN\``,
    }));
