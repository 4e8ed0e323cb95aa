import { type ReactNode, useId } from 'react';
import { initialOf, type SelectedByBlock } from '#practice/slack/state-values.ts';
import { Button } from './button.tsx';
import { Field } from './field.tsx';
import { Overflow } from './overflow.tsx';
import { type Part, partsOf, type Target, wordsOf } from './types.ts';
import { useClick } from './use-click.ts';

export interface ActingProps {
  readonly target: Target;
  readonly blockId: string;
  readonly element: Part;
  /** What this person has chosen in the message or modal. */
  readonly selected: SelectedByBlock;
}

/** A menu or a choice outside of a form: choosing is the click. */
function ActingField({ target, blockId, element, selected }: ActingProps): ReactNode {
  const { click } = useClick(target, blockId, element);
  const entry = selected[blockId]?.[String(element['action_id'])];
  return (
    <Field
      id={useId()}
      element={element}
      selected={entry === undefined ? initialOf(element) : entry}
      onSelect={(value) => void click(value)}
      label={wordsOf(element['placeholder']) || 'Choose'}
    />
  );
}

/** An element that acts as soon as it is used. */
export function Acting(props: ActingProps): ReactNode {
  if (props.element['type'] === 'button') return <Button {...props} />;
  if (props.element['type'] === 'overflow') return <Overflow {...props} />;
  return <ActingField {...props} />;
}

interface ActionsProps {
  readonly target: Target;
  readonly block: Part;
  readonly selected: SelectedByBlock;
}

export function Actions({ target, block, selected }: ActionsProps): ReactNode {
  const blockId = String(block['block_id']);
  return (
    <div className="actions">
      {partsOf(block['elements']).map((element) => (
        <Acting
          key={String(element['action_id'])}
          target={target}
          blockId={blockId}
          element={element}
          selected={selected}
        />
      ))}
    </div>
  );
}
