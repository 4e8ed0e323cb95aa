import { splitTemplate } from '#runbook/expression/template.ts';

/** Whether an image's tag is `latest`, written or because there is none. An expression can be any tag. */
export function isMoving(image: string): boolean {
  const name = image.slice(image.lastIndexOf('/') + 1);
  if (image.includes('@') || image.includes('${{')) return false;
  const [, tag = 'latest'] = name.split(':');
  return tag === 'latest';
}

/** Whether it is named by its digest, or by what an earlier step has found. */
export const isPinned = (image: string): boolean =>
  image.includes('@') || splitTemplate(image).holes.some(({ expression }) => expression.includes('steps.'));
