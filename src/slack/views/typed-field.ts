import type { InputBlock } from '@slack/types';
import { plain } from './blocks.ts';
import { INCIDENT, TYPED, VALUE } from './ids.ts';

/** For what cannot be taken back: a thumb that slips types no name. */
export const typedField = (name: string): InputBlock => ({
  type: 'input',
  block_id: TYPED,
  label: plain(`Type ${name} to approve`, 150),
  hint: plain('This cannot be taken back.', 150),
  element: { type: 'plain_text_input', action_id: VALUE, max_length: 255, placeholder: plain(name, 150) },
});

/** What makes it right that one person is enough. */
export const incidentField: InputBlock = {
  type: 'input',
  block_id: INCIDENT,
  label: plain('Incident', 150),
  hint: plain('Its address. It is told to the security channel, and somebody else has to review it.', 150),
  element: { type: 'url_text_input', action_id: VALUE, placeholder: plain('https://', 150), focus_on_load: true },
};
