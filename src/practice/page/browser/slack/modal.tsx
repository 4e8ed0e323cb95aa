import { type FormEvent, type ReactNode, useId, useState } from 'react';
import { initialOf, type Selected } from '#practice/slack/state-values.ts';
import type { Modal as ModalView } from '#practice/slack/workspace.ts';
import { Blocks } from '../blocks/blocks.tsx';
import { Field, isGroup } from '../blocks/field.tsx';
import { isPart, type Part, wordsOf } from '../blocks/types.ts';
import { Dialog } from '../chrome/dialog.tsx';
import { useDesk } from '../desk.ts';

type Errors = Readonly<Record<string, string>>;

interface InputProps {
  readonly block: Part;
  readonly selected: Selected;
  readonly onSelect: (selected: Selected) => void;
  readonly error: string | undefined;
}

/** A labelled input with its hint and, when it is wrong, the reason. */
function Input({ block, selected, onSelect, error }: InputProps): ReactNode {
  const id = useId();
  const { element, hint, label } = block;
  if (!isPart(element)) return null;
  const named = isGroup(element) ? { id: `${id}-label` } : { htmlFor: id };
  const Label = isGroup(element) ? 'span' : 'label';
  return (
    <div className={`input ${error ? 'wrong' : ''}`}>
      <Label className="label" {...named}>
        {wordsOf(label)}
        {block['optional'] === true ? <small> (optional)</small> : null}
      </Label>
      <Field id={id} element={element} selected={selected} onSelect={onSelect} describedBy={`${id}-hint ${id}-error`} />
      <small id={`${id}-hint`}>{wordsOf(hint)}</small>
      <strong id={`${id}-error`} role={error ? 'alert' : undefined}>
        {error}
      </strong>
    </div>
  );
}

interface Form {
  readonly typed: Readonly<Record<string, Selected>>;
  readonly set: (block: Part, selected: Selected) => void;
  readonly errors: Errors;
  readonly trouble: string | undefined;
  readonly isBusy: boolean;
  readonly submit: (event: FormEvent) => Promise<void>;
}

function useForm(modal: ModalView): Form {
  const { act, as } = useDesk();
  const [typed, setTyped] = useState<Readonly<Record<string, Selected>>>({});
  const [errors, setErrors] = useState<Errors>({});
  const [trouble, setTrouble] = useState<string>();
  const [isBusy, setBusy] = useState(false);
  const set = (block: Part, selected: Selected): void => {
    const blockId = String(block['block_id']);
    setTyped({ ...typed, [blockId]: selected });
    const { element } = block;
    if (block['dispatch_action'] !== true || !isPart(element)) return;
    void act({ do: 'click', as, viewId: modal.id, blockId, actionId: element['action_id'], selected });
  };
  const submit = async (event: FormEvent): Promise<void> => {
    event.preventDefault();
    setBusy(true);
    const shown = await act({ do: 'submit', as, viewId: modal.id, values: typed });
    setBusy(false);
    setErrors('errors' in shown ? shown.errors : {});
    setTrouble('error' in shown ? shown.error : undefined);
  };
  return { typed, set, errors, trouble, isBusy, submit };
}

function Fields({ modal, form }: { readonly modal: ModalView; readonly form: Form }): ReactNode {
  const input = (block: Part): ReactNode => {
    const blockId = String(block['block_id']);
    const entry = form.typed[blockId];
    const initial = isPart(block['element']) ? initialOf(block['element']) : null;
    return (
      <Input
        block={block}
        selected={entry === undefined ? initial : entry}
        onSelect={(selected) => form.set(block, selected)}
        error={form.errors[blockId]}
      />
    );
  };
  return <Blocks blocks={modal.blocks} target={{ viewId: modal.id }} selected={{}} input={input} />;
}

/** The frame that Slack draws around a modal; the title, the form, and its two buttons. */
export function Modal({ modal }: { readonly modal: ModalView }): ReactNode {
  const { act, as } = useDesk();
  const form = useForm(modal);
  const title = useId();
  const { content } = modal;
  const close = (): void => void act({ do: 'close', as, viewId: modal.id });
  return (
    <Dialog labelledBy={title} onCancel={close} className="modal">
      <form noValidate onSubmit={(event) => void form.submit(event)}>
        <header>
          <h2 id={title}>{wordsOf(content['title'])}</h2>
          <button type="button" className="icon" aria-label="Close" onClick={close}>
            ✕
          </button>
        </header>
        <div className="fields">
          {form.trouble ? <p role="alert">{form.trouble}</p> : null}
          <Fields modal={modal} form={form} />
        </div>
        <footer>
          <button type="button" className="button" onClick={close}>
            {wordsOf(content['close']) || 'Cancel'}
          </button>
          {content['submit'] ? (
            <button type="submit" className="button primary" disabled={form.isBusy} aria-busy={form.isBusy}>
              {wordsOf(content['submit'])}
            </button>
          ) : null}
        </footer>
      </form>
    </Dialog>
  );
}
