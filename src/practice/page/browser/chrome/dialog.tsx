import { type ReactNode, useEffect, useRef } from 'react';

interface DialogProps {
  readonly labelledBy: string;
  readonly onCancel: () => void;
  readonly className: string;
  readonly children: ReactNode;
}

/** The browser's own modal dialog: the focus is on the first field and stays inside, Escape cancels it, then it goes back to where it was. */
export function Dialog({ labelledBy, onCancel, className, children }: DialogProps): ReactNode {
  const dialog = useRef<HTMLDialogElement>(null);
  useEffect(() => {
    const before = document.activeElement;
    dialog.current?.showModal();
    dialog.current?.querySelector<HTMLElement>('input, select, textarea')?.focus();
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
      // Chrome asks nothing before it closes one that nobody has touched yet.
      onClose={onCancel}
    >
      {children}
    </dialog>
  );
}
