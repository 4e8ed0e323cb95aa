import type { ModalView } from '@slack/types';
import { plain } from './blocks.ts';
import { HAND_OVER_FORM, NOTE_FIELD, PERSON, VALUE } from './ids.ts';
import type { NoteAbout } from './note-form.ts';

/** Asks who shall do a manual step now. */
export const handOverForm = (about: NoteAbout): ModalView => ({
  type: 'modal',
  callback_id: HAND_OVER_FORM,
  private_metadata: JSON.stringify(about),
  title: plain('Hand over', 24),
  submit: plain('Hand over', 24),
  close: plain('Go back', 24),
  blocks: [
    {
      type: 'input',
      block_id: PERSON,
      label: plain('Who does it now', 150),
      hint: plain('They are mentioned. Whoever could do it before still can.', 150),
      element: { type: 'users_select', action_id: VALUE, placeholder: plain('Choose', 150), focus_on_load: true },
    },
    {
      type: 'input',
      block_id: NOTE_FIELD,
      optional: true,
      label: plain('What they have to know', 150),
      element: { type: 'plain_text_input', action_id: VALUE, multiline: true, max_length: 500 },
    },
  ],
});
