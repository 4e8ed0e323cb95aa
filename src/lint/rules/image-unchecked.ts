import { withAt } from '../facts/calls.ts';
import { stepsBefore } from '../facts/following.ts';
import { isMoving, isPinned } from '../facts/image.ts';
import { usual } from '../facts/usual.ts';
import { defineRule } from '../rule.ts';

export default defineRule({
  id: 'image-unchecked',
  area: 'aws',
  severity: 'warning',
  summary: 'That an image is there is known before it is deployed.',
  *step(here, subject) {
    const { step } = here;
    const written = step.kind === 'action' && step.uses === 'ecs.deploy' ? step.with['image'] : undefined;
    if (typeof written !== 'string' || isPinned(written)) return;
    const image = usual(written, subject) ?? written;
    // What moves has a finding of its own.
    if (typeof image !== 'string' || isPinned(image) || isMoving(image)) return;
    if (stepsBefore(here, subject).some((earlier) => earlier.kind === 'check' && earlier.uses === 'ecr.image')) return;
    yield {
      at: withAt(here, 'image'),
      message: `nothing has looked whether ${image} can be pulled; with a tag that is missing "${step.id}" goes on trying until its timeout`,
      hint: 'put `check: ecr.image` before it and deploy the digest that it gives, or write `@sha256:…`',
    };
  },
});
