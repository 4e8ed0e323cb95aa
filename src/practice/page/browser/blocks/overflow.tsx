import { type ReactNode, useState } from 'react';
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
  const answer = (isConfirmed: boolean): void => {
    if (isConfirmed && asked !== undefined) void click(asked);
    setAsked(undefined);
  };
  return (
    <span className="overflow">
      <button
        type="button"
        className="button"
        aria-label="More actions"
        aria-haspopup="menu"
        aria-expanded={isOpen}
        disabled={isBusy}
        onClick={() => setOpen(!isOpen)}
        onKeyDown={({ key }) => key === 'Escape' && setOpen(false)}
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
            >
              {wordsOf(option['text'])}
            </button>
          ))}
        </span>
      ) : null}
      {asked !== undefined && isPart(confirm) ? <Confirm confirm={confirm} onAnswer={answer} /> : null}
    </span>
  );
}
