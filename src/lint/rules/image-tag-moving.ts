import { withAt } from '../facts/calls.ts';
import { isMoving } from '../facts/image.ts';
import { usual } from '../facts/usual.ts';
import { defineRule } from '../rule.ts';

export default defineRule({
  id: 'image-tag-moving',
  area: 'aws',
  severity: 'error',
  summary: 'A deployed image has a tag of its own, or a digest.',
  *step(here, subject) {
    const { step } = here;
    const written = step.kind === 'action' ? step.with['image'] : undefined;
    if (typeof written !== 'string') return;
    const image = usual(written, subject) ?? written;
    if (typeof image !== 'string' || !isMoving(image)) return;
    yield {
      at: withAt(here, 'image'),
      message: `${image} is whatever was pushed last, also when it is rolled back to`,
      hint: 'name the version, such as `:v4`, or the digest: `@sha256:…`',
    };
  },
});
