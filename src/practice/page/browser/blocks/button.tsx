import { type ReactNode, useState } from 'react';
import { Confirm } from './confirm.tsx';
import { isPart, type Part, type Target, wordsOf } from './types.ts';
import { useClick } from './use-click.ts';

interface ElementProps {
  readonly target: Target;
  readonly blockId: string;
  readonly element: Part;
}

const Failure = ({ text }: { readonly text: string }): ReactNode => (
  <span className="failure" role="img" aria-label={text} title={text}>
    ⚠
  </span>
);

/** A button of the bot, with its confirm dialog, and a warning triangle when the bot did not answer. */
export function Button({ target, blockId, element }: ElementProps): ReactNode {
  const { click, isBusy, failure } = useClick(target, blockId, element);
  const [isAsking, setAsking] = useState(false);
  const { confirm, style, url } = element;
  // A button that was disabled meanwhile would lose the focus.
  const press = (): void => {
    if (isBusy) return;
    if (typeof url === 'string') window.open(url, '_blank', 'noopener');
    if (isPart(confirm)) setAsking(true);
    else void click();
  };
  const answer = (isConfirmed: boolean): void => {
    setAsking(false);
    if (isConfirmed) void click();
  };
  const label = element['accessibility_label'];
  return (
    <>
      <button
        type="button"
        className={`button ${String(style ?? '')}`}
        aria-busy={isBusy}
        {...(typeof label === 'string' ? { 'aria-label': label } : {})}
        onClick={press}
      >
        {wordsOf(element['text'])}
      </button>
      {failure ? <Failure text={failure} /> : null}
      {isAsking && isPart(confirm) ? <Confirm confirm={confirm} onAnswer={answer} /> : null}
    </>
  );
}
