import { type ReactNode, useEffect, useRef } from 'react';

interface DialogProps {
  readonly labelledBy: string;
  readonly onCancel: () => void;
  readonly className: string;
  readonly children: ReactNode;
}

/** The browser's own modal dialog: it keeps the focus inside, Escape cancels it, and the focus goes back to where it was. */
export function Dialog({ labelledBy, onCancel, className, children }: DialogProps): ReactNode {
  const dialog = useRef<HTMLDialogElement>(null);
  useEffect(() => {
    const before = document.activeElement;
    dialog.current?.showModal();
    return () => {
      if (before instanceof HTMLElement) before.focus();
    };
  }, []);
  return (
    <dialog
      ref={dialog}
      className={className}
      aria-labelledby={labelledBy}
      onCancel={(event) => {
        event.preventDefault();
        onCancel();
      }}
    >
      {children}
    </dialog>
  );
}
