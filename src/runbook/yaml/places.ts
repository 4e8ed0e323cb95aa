import { EVENT_ID, type Event, getScalarValue, SCALAR_STYLE, type ScalarEvent } from 'js-yaml';
import type { Problem } from '../problem.ts';
import type { Span } from './lines.ts';
import { below } from './pointer.ts';

/** Where a value stands, and its key if it has one. Of a mapping or list only its beginning, so that a finding underlines little. */
export interface Place {
  readonly key?: Span;
  readonly value: Span;
  /** What stands between the quotes, or all of an unquoted or block scalar, as written. */
  readonly raw?: Span;
}

interface Frame {
  readonly kind: 'mapping' | 'sequence';
  readonly at: string;
  readonly seen: Set<string>;
  key: { readonly name: string; readonly span: Span } | undefined;
  index: number;
}

type NodeEvent = Exclude<Event, { type: typeof EVENT_ID.DOCUMENT | typeof EVENT_ID.POP }>;

const quoted = (style: number): boolean => style === SCALAR_STYLE.SINGLE_QUOTED || style === SCALAR_STYLE.DOUBLE_QUOTED;

function scalarSpan(text: string, { valueStart, valueEnd, style }: ScalarEvent): Span {
  if (quoted(style)) return { start: valueStart - 1, end: valueEnd + 1 };
  if (style === SCALAR_STYLE.PLAIN) return { start: valueStart, end: valueEnd };
  const content = text.slice(valueStart, valueEnd);
  const start = valueStart + content.length - content.trimStart().length;
  const lineEnd = text.indexOf('\n', start);
  return { start, end: lineEnd < 0 ? text.length : lineEnd };
}

function nodeSpan(text: string, event: NodeEvent, key?: Span): Span {
  if (event.type === EVENT_ID.ALIAS) return { start: event.anchorStart - 1, end: event.anchorEnd };
  if (event.type !== EVENT_ID.SCALAR) return { start: event.start, end: event.start + 1 };
  if (event.valueStart < 0) return key ?? { start: 0, end: 0 };
  return scalarSpan(text, event);
}

interface Reading {
  readonly text: string;
  readonly places: Map<string, Place>;
  readonly problems: Problem[];
  /** Innermost last; the document itself is the first, a list of one. */
  readonly open: Frame[];
}

const frame = (kind: Frame['kind'], at: string): Frame => ({ kind, at, seen: new Set(), key: undefined, index: 0 });

/** Walks the parser's events once: the place of every value, and what YAML allows but we do not. */
export function readPlaces(text: string, events: readonly Event[]): Pick<Reading, 'places' | 'problems'> {
  const reading: Reading = { text, places: new Map(), problems: [], open: [] };
  for (const event of events) {
    if (event.type === EVENT_ID.POP) reading.open.pop();
    else if (event.type === EVENT_ID.DOCUMENT) reading.open.push(frame('sequence', ''));
    else if (!readNode(reading, event)) break;
  }
  if (reading.places.size === 0) refuse(reading, 'the file is empty', { start: 0, end: 0 });
  return reading;
}

const refuse = ({ problems }: Reading, message: string, span: Span): void => {
  problems.push({ rule: 'syntax', at: '', span, message });
};

/** Whether it is still known where what follows stands. */
function readNode(reading: Reading, event: NodeEvent): boolean {
  const inside = reading.open.at(-1);
  // A merge key is refused already, with all that it would bring.
  if (inside?.key?.name !== '<<') refuseSugar(reading, event);
  if (reading.open.length === 1 && reading.places.size > 0)
    refuse(reading, 'a file holds one YAML document, this one has several', nodeSpan(reading.text, event));
  if (inside?.kind === 'mapping' && !inside.key) return readKey(reading, inside, event);
  if (inside) readValue(reading, inside, event);
  return true;
}

function refuseSugar(reading: Reading, event: NodeEvent): void {
  if (event.type === EVENT_ID.ALIAS) {
    refuse(reading, 'aliases (`*name`) are not used here: write the value again', nodeSpan(reading.text, event));
    return;
  }
  const { anchorStart, anchorEnd, tagStart, tagEnd } = event;
  if (anchorStart >= 0)
    refuse(reading, 'anchors (`&name`) are not used here', { start: anchorStart - 1, end: anchorEnd });
  if (tagStart >= 0) refuse(reading, 'tags (`!name`) are not used here', { start: tagStart, end: tagEnd });
}

function readKey(reading: Reading, inside: Frame, event: NodeEvent): boolean {
  const { text, places, problems } = reading;
  const span = nodeSpan(text, event);
  const name = event.type === EVENT_ID.SCALAR ? getScalarValue(text, event) : '';
  inside.key = { name, span };
  if (event.type === EVENT_ID.MAPPING || event.type === EVENT_ID.SEQUENCE) {
    refuse(reading, 'a key is a plain word', span);
    return false;
  }
  if (name === '<<') refuse(reading, 'merge keys (`<<`) are not used here', span);
  if (inside.seen.has(name))
    problems.push({ rule: 'duplicate-key', at: inside.at, span, message: `the key "${name}" stands here twice` });
  // A block mapping has no bracket to point at: it is where its first key is.
  const place = places.get(inside.at);
  if (place && inside.seen.size === 0 && text[place.value.start] !== '{')
    places.set(inside.at, { ...place, value: span });
  inside.seen.add(name);
  return true;
}

function readValue({ text, places, open }: Reading, inside: Frame, event: NodeEvent): void {
  const key = inside.key;
  const at = open.length === 1 ? '' : below(inside.at, key ? key.name : inside.index);
  inside.index += 1;
  inside.key = undefined;
  places.set(at, {
    value: nodeSpan(text, event, key?.span),
    ...(key && { key: key.span }),
    ...(event.type === EVENT_ID.SCALAR &&
      event.valueStart >= 0 && { raw: { start: event.valueStart, end: event.valueEnd } }),
  });
  if (event.type === EVENT_ID.MAPPING) open.push(frame('mapping', at));
  if (event.type === EVENT_ID.SEQUENCE) open.push(frame('sequence', at));
}
