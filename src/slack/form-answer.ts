import type { ViewResponseAction } from '@slack/bolt';
import type { Answer } from '#engine/api.ts';
import { wordsOf } from './interaction.ts';
import { TYPED } from './views/ids.ts';
import { refusedForm } from './views/refused-form.ts';

/** What becomes of a form that approves: closed, wrong in the field for the name, or the refusal in its place. */
export function formAnswer(answer: Answer): ViewResponseAction | undefined {
  if ('problems' in answer)
    return { response_action: 'errors', errors: { [TYPED]: answer.problems.map(({ message }) => message).join(' ') } };
  const words = wordsOf(answer);
  return words ? { response_action: 'update', view: refusedForm(words) } : undefined;
}
