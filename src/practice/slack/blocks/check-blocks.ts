import { isObject } from '#domain/json.ts';
import { BLOCKS } from './block-kinds.ts';
import { elementsOf } from './elements-of.ts';
import { flag, kinds, list, type Problem, problem, type Surface, shape, text } from './rules.ts';
import { id, plain } from './texts.ts';

export type { Problem, Surface } from './rules.ts';

/** A message whose blocks are longer than this, as JSON, is refused with `msg_blocks_too_long`. */
export const LONGEST_BLOCKS = 13_000;

const MOST_BLOCKS: Readonly<Record<Surface, number>> = { message: 50, modal: 100, home: 100 };

const repeated = (values: readonly unknown[]): readonly unknown[] =>
  values.filter((value, index) => value !== undefined && values.indexOf(value) < index);

const uniqueIds = (blocks: readonly unknown[], at: string): readonly Problem[] => [
  ...repeated(blocks.map((block) => (isObject(block) ? block['block_id'] : undefined))).flatMap((blockId) =>
    problem(at, `block_id "${String(blockId)}" already exists`),
  ),
  ...blocks.flatMap((block, index) =>
    repeated(elementsOf(block).map((element) => element['action_id'])).flatMap((actionId) =>
      problem(`${at}/${index}`, `action_id "${String(actionId)}" already exists in this block`),
    ),
  ),
];

/** What Slack would refuse about these blocks; empty when it would take them. */
export function checkBlocks(blocks: unknown, surface: Surface, at = ''): readonly Problem[] {
  const problems = list(kinds(BLOCKS), 0, MOST_BLOCKS[surface])(blocks, at, surface);
  return Array.isArray(blocks) ? [...problems, ...uniqueIds(blocks, at)] : problems;
}

const frame = shape(
  { title: plain(24), blocks: () => [] },
  {
    submit: plain(24),
    close: plain(24),
    callback_id: id,
    external_id: id,
    private_metadata: text(3000, 0),
    clear_on_close: flag,
    notify_on_close: flag,
  },
);

const homeFrame = shape({ blocks: () => [] }, { callback_id: id, external_id: id, private_metadata: text(3000, 0) });

const hasInput = (blocks: unknown): boolean =>
  Array.isArray(blocks) && blocks.some((block) => isObject(block) && block['type'] === 'input');

/** What Slack would refuse about this modal or App Home: its frame, its blocks, and inputs of a modal without a submit button. */
export function checkView(view: unknown, surface: 'modal' | 'home' = 'modal'): readonly Problem[] {
  const framed = kinds(surface === 'modal' ? { modal: frame } : { home: homeFrame })(view, '', surface);
  if (!isObject(view)) return framed;
  const blocks = view['blocks'];
  return [
    ...framed,
    ...(blocks === undefined ? [] : checkBlocks(blocks, surface, '/blocks')),
    ...(surface === 'modal' && hasInput(blocks) && view['submit'] === undefined
      ? problem('/submit', 'is required when a modal has inputs')
      : []),
  ];
}
