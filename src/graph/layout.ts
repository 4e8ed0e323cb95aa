import elk, { type ElkExtendedEdge, type ElkNode } from 'elkjs/lib/elk.bundled.js';
import type { Box, BoxKind, Picture, Way } from './picture.ts';
import { LINE, widthOf, wrap } from './text.ts';

/** Pixels from the upper left corner of the picture. */
export interface Placed {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

export interface PlacedBox extends Placed {
  readonly id: string;
  readonly kind: BoxKind;
  readonly title: readonly string[];
  readonly lines: readonly string[];
  readonly isAround: boolean;
}

export interface PlacedWay {
  readonly kind: Way['kind'];
  readonly points: readonly { readonly x: number; readonly y: number }[];
  readonly label?: Placed & { readonly lines: readonly string[] };
}

export interface Layout {
  readonly title: string;
  readonly width: number;
  readonly height: number;
  /** Those around others before what is in them. */
  readonly boxes: readonly PlacedBox[];
  readonly ways: readonly PlacedWay[];
}

/** Characters of a line in a box, and on a way. */
const LONGEST = 54;
const LONGEST_LABEL = 28;

const options = {
  'elk.algorithm': 'layered',
  'elk.direction': 'DOWN',
  'elk.hierarchyHandling': 'INCLUDE_CHILDREN',
  'elk.edgeRouting': 'ORTHOGONAL',
  'elk.json.edgeCoords': 'ROOT',
  'elk.json.shapeCoords': 'ROOT',
  'elk.layered.considerModelOrder.strategy': 'NODES_AND_EDGES',
  'elk.layered.nodePlacement.strategy': 'NETWORK_SIMPLEX',
  'elk.layered.spacing.nodeNodeBetweenLayers': '30',
  'elk.layered.spacing.edgeNodeBetweenLayers': '16',
  'elk.spacing.nodeNode': '28',
  'elk.spacing.edgeNode': '16',
  'elk.spacing.edgeLabel': '4',
  'elk.padding': '[top=16,left=16,bottom=16,right=16]',
} as const;

/** Where everything stands: layers from top to bottom, by the Eclipse Layout Kernel. */
export async function layout({ title, boxes, ways }: Picture): Promise<Layout> {
  const sized = boxes.map(sizedBox);
  const root: ElkNode = {
    id: 'picture',
    layoutOptions: options,
    children: sized.map(toNode),
    edges: ways.map(toEdge),
  };
  const placed = await new elk.default().layout(root);
  return {
    title,
    width: Math.ceil(placed.width ?? 0),
    height: Math.ceil(placed.height ?? 0),
    boxes: placedBoxes(placed.children ?? [], new Map(sized.flatMap(flat).map((box) => [box.id, box]))),
    ways: (placed.edges ?? []).map((edge, i) => placedWay(edge, ways[i]?.kind ?? 'next')),
  };
}

interface SizedBox extends Omit<Box, 'title' | 'inside'> {
  readonly title: readonly string[];
  readonly inside?: readonly SizedBox[];
}

const sizedBox = (box: Box): SizedBox => ({
  id: box.id,
  kind: box.kind,
  title: wrap(box.title, LONGEST, 2),
  lines: box.lines.flatMap((line) => wrap(line, LONGEST, 2)),
  ...(box.inside ? { inside: box.inside.map(sizedBox) } : {}),
});

const flat = (box: SizedBox): readonly SizedBox[] => [box, ...(box.inside ?? []).flatMap(flat)];

function toNode(box: SizedBox): ElkNode {
  const text = [...box.title, ...box.lines];
  const width = Math.max(120, ...text.map((line) => widthOf(line) + 36));
  const height = text.length * LINE + 18;
  if (!box.inside) return { id: box.id, width, height };
  return {
    id: box.id,
    layoutOptions: {
      'elk.padding': `[top=${height + 6},left=16,bottom=16,right=16]`,
      'elk.nodeSize.constraints': 'MINIMUM_SIZE',
      'elk.nodeSize.minimum': `(${width},${height})`,
    },
    children: box.inside.map(toNode),
  };
}

const toEdge = ({ from, to, label }: Way, i: number): ElkExtendedEdge => ({
  id: `way-${i}`,
  sources: [from],
  targets: [to],
  ...(label === undefined ? {} : { labels: [toLabel(label)] }),
});

function toLabel(label: string): { text: string; width: number; height: number } {
  const lines = wrap(label, LONGEST_LABEL, 3);
  return { text: lines.join('\n'), width: Math.max(...lines.map(widthOf)) + 4, height: lines.length * LINE };
}

const placedBoxes = (nodes: readonly ElkNode[], known: ReadonlyMap<string, SizedBox>): readonly PlacedBox[] =>
  nodes.flatMap((node) => {
    const box = known.get(node.id);
    const { x = 0, y = 0, width = 0, height = 0 } = node;
    if (!box) return [];
    const { id, kind, title, lines } = box;
    return [
      { id, kind, title, lines, isAround: box.inside !== undefined, x, y, width, height },
      ...placedBoxes(node.children ?? [], known),
    ];
  });

function placedWay(edge: ElkExtendedEdge, kind: Way['kind']): PlacedWay {
  const points = (edge.sections ?? []).flatMap(({ startPoint, bendPoints = [], endPoint }) => [
    startPoint,
    ...bendPoints,
    endPoint,
  ]);
  const [label] = edge.labels ?? [];
  if (!label?.text) return { kind, points };
  const { x = 0, y = 0, width = 0, height = 0 } = label;
  return { kind, points, label: { x, y, width, height, lines: label.text.split('\n') } };
}
