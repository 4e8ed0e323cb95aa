import type { KnownBlock, ModalView } from '@slack/types';
import { plain } from './blocks.ts';
import { NOTE_FIELD, type NotedVerb, noteAction, VALUE } from './ids.ts';

interface Words {
  readonly title: string;
  readonly submit: string;
  readonly label: string;
  readonly optional?: true;
}

const WORDS: Readonly<Record<NotedVerb, Words>> = {
  reject: { title: 'Reject this step', submit: 'Reject', label: 'Why not' },
  skip: { title: 'Skip this step', submit: 'Skip', label: 'Why can it be skipped' },
  done: { title: 'Mark as done', submit: 'Done', label: 'What was done or seen', optional: true },
  failed: { title: 'It failed', submit: 'It failed', label: 'What went wrong' },
  'break-glass': { title: 'Approve alone', submit: 'Approve alone', label: 'Why alone' },
  reviewed: { title: 'Review', submit: 'Reviewed', label: 'What you found' },
  'take-over': { title: 'Stop the other run', submit: 'Stop it', label: 'Why does this one come first' },
};

/** What the form is about: the button's value and the message it stood on. */
export interface NoteAbout {
  readonly value: string;
  readonly channel: string;
  readonly ts: string;
  /** Root of the thread, where the answer is shown. */
  readonly thread?: string;
}

export const readNoteAbout = (metadata: string): NoteAbout => JSON.parse(metadata);

/** A modal holds 100 blocks; one is ours. */
const MOST_FIELDS = 90;

/** Asks for a sentence, which stays in the history; before it, for what else has to be known. */
export function noteForm(verb: NotedVerb, about: NoteAbout, fields: readonly KnownBlock[] = []): ModalView {
  const { title, submit, label, optional = false } = WORDS[verb];
  return {
    type: 'modal',
    callback_id: noteAction(verb),
    private_metadata: JSON.stringify(about),
    title: plain(title, 24),
    submit: plain(submit, 24),
    close: plain('Go back', 24),
    blocks: [
      ...fields.slice(0, MOST_FIELDS),
      {
        type: 'input',
        block_id: NOTE_FIELD,
        optional,
        label: plain(label, 150),
        hint: plain('Everyone in the channel and the history see it.', 150),
        element: {
          type: 'plain_text_input',
          action_id: VALUE,
          multiline: true,
          max_length: 500,
          focus_on_load: fields.length === 0,
        },
      },
    ],
  };
}
