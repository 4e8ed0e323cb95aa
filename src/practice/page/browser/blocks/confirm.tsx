import { type ReactNode, useId } from 'react';
import { Dialog } from '../chrome/dialog.tsx';
import { Text } from './display.tsx';
import { type Part, wordsOf } from './types.ts';

interface ConfirmProps {
  readonly confirm: Part;
  readonly onAnswer: (isConfirmed: boolean) => void;
}

/** Slack's dialog before a risky click. */
export function Confirm({ confirm, onAnswer }: ConfirmProps): ReactNode {
  const title = useId();
  return (
    <Dialog labelledBy={title} onCancel={() => onAnswer(false)} className="confirm">
      <h2 id={title}>{wordsOf(confirm['title'])}</h2>
      <Text text={confirm['text']} />
      <footer>
        <button type="button" className="button" onClick={() => onAnswer(false)}>
          {wordsOf(confirm['deny'])}
        </button>
        <button
          type="button"
          className={`button ${confirm['style'] === 'danger' ? 'danger' : 'primary'}`}
          onClick={() => onAnswer(true)}
        >
          {wordsOf(confirm['confirm'])}
        </button>
      </footer>
    </Dialog>
  );
}
