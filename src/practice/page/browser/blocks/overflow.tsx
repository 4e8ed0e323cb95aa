import { type FocusEvent, type KeyboardEvent, type ReactNode, useState } from 'react';
import { Confirm } from './confirm.tsx';
import { isPart, type Part, partsOf, type Target, wordsOf } from './types.ts';
import { useClick } from './use-click.ts';

interface OverflowProps {
  readonly target: Target;
  readonly blockId: string;
  readonly element: Part;
}

/** The menu behind three dots. */
export function Overflow({ target, blockId, element }: OverflowProps): ReactNode {
  const { click, isBusy } = useClick(target, blockId, element);
  const [isOpen, setOpen] = useState(false);
  const [asked, setAsked] = useState<string>();
  const { confirm } = element;
  const choose = (value: string): void => {
    setOpen(false);
    if (isPart(confirm)) setAsked(value);
    else void click(value);
  };
  const leave = ({ currentTarget, relatedTarget }: FocusEvent): void => {
    if (!currentTarget.contains(relatedTarget)) setOpen(false);
  };
  const answer = (isConfirmed: boolean): void => {
    if (isConfirmed && asked !== undefined) void click(asked);
    setAsked(undefined);
  };
  const onKeyDown = ({ key }: KeyboardEvent): void => {
    if (key === 'Escape') setOpen(false);
  };
  return (
    <fieldset className="overflow" onBlur={leave}>
      <button
        type="button"
        className="button"
        aria-label="More actions"
        aria-haspopup="menu"
        aria-expanded={isOpen}
        disabled={isBusy}
        onClick={() => setOpen(!isOpen)}
        onKeyDown={onKeyDown}
      >
        ⋮
      </button>
      {isOpen ? (
        <span className="menu" role="menu">
          {partsOf(element['options']).map((option) => (
            <button
              key={String(option['value'])}
              type="button"
              role="menuitem"
              onClick={() => choose(String(option['value']))}
              onKeyDown={onKeyDown}
            >
              {wordsOf(option['text'])}
            </button>
          ))}
        </span>
      ) : null}
      {asked !== undefined && isPart(confirm) ? <Confirm confirm={confirm} onAnswer={answer} /> : null}
    </fieldset>
  );
}
