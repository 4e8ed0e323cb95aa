import type { ReactNode } from 'react';
import type { Json } from '#domain/json.ts';
import type { SelectedByBlock } from '#practice/slack/state-values.ts';
import { Acting, Actions } from './acting.tsx';
import { Display } from './display.tsx';
import { isPart, type Part, type Target } from './types.ts';

interface BlocksProps {
  readonly blocks: readonly Json[];
  readonly target: Target;
  readonly selected: SelectedByBlock;
  /** Draws the `input` blocks, which only forms have. */
  readonly input?: (block: Part) => ReactNode;
}

const actingAccessory = ({ accessory }: Part): Part | undefined =>
  isPart(accessory) && accessory['type'] !== 'image' ? accessory : undefined;

function SectionWithAccessory({
  block,
  accessory,
  ...rest
}: Omit<BlocksProps, 'blocks'> & { block: Part; accessory: Part }) {
  const { accessory: _, ...section } = block;
  return (
    <div className="with-accessory">
      <Display blocks={[section]} />
      <Acting {...rest} blockId={String(block['block_id'])} element={accessory} />
    </div>
  );
}

function Block({ block, input, ...rest }: Omit<BlocksProps, 'blocks'> & { readonly block: Part }): ReactNode {
  const accessory = actingAccessory(block);
  if (block['type'] === 'actions') return <Actions {...rest} block={block} />;
  if (block['type'] === 'input') return input?.(block) ?? null;
  if (accessory) return <SectionWithAccessory {...rest} block={block} accessory={accessory} />;
  return <Display blocks={[block]} />;
}

/** The blocks of a message or a modal: the library draws what is shown, our own parts are what acts. */
export const Blocks = ({ blocks, ...rest }: BlocksProps): ReactNode =>
  blocks.filter(isPart).map((block) => (
    <div key={String(block['block_id'])} className={`block ${String(block['type'])}`}>
      <Block block={block} {...rest} />
    </div>
  ));
