import { CORE_SCHEMA, constructFromEvents, type Event, parseEvents, YAMLException } from 'js-yaml';
import type { Json } from '#domain/json.ts';
import type { Problem } from '../problem.ts';
import { leavesOf } from './leaves.ts';
import { type Lines, linesOf, type Span } from './lines.ts';
import { type Place, readPlaces } from './places.ts';
import { parentOf } from './pointer.ts';
import { maxDepth, syntaxProblems } from './syntax.ts';

/** A YAML text with the value it holds and the place of every part, by JSON pointer. */
export interface YamlDocument {
  readonly text: string;
  readonly lines: Lines;
  readonly places: ReadonlyMap<string, Place>;
  /** Absent when the text is not YAML as we read it. */
  readonly value?: Json;
  readonly problems: readonly Problem[];
}

/** In UTF-16 units; the largest runbook we know has 9,000. */
const maxLength = 262_144;
/** More mistakes of this kind are a text of another kind. */
const mostProblems = 100;

const nothing: Span = { start: 0, end: 0 };

/** The span of a value or its key; of what is not there, the nearest thing around it. */
export function placeAt(document: Pick<YamlDocument, 'places'>, at: string, on: 'key' | 'value'): Span {
  const place = document.places.get(at);
  if (place) return (on === 'key' && place.key) || place.value;
  return at === '' ? nothing : placeAt(document, parentOf(at), on);
}

/** Reads YAML 1.2's core schema without anchors, aliases, tags, merge keys or repeated keys. */
export function readDocument(text: string): YamlDocument {
  const base = { text, lines: linesOf(text), places: new Map<string, Place>() };
  const fail = (problems: readonly Problem[]): YamlDocument => ({ ...base, problems });
  if (text.length > maxLength) return fail([tooLong(text)]);
  try {
    const events = parseEvents(text, { maxDepth });
    const { places, problems } = readPlaces(text, events);
    const refused = problems.filter(({ rule }) => rule === 'syntax');
    if (refused.length > 0) return fail(refused.slice(0, mostProblems));
    const value = readValue(text, events);
    return { ...base, places, problems: [...problems, ...inexactNumbers(value)], value };
  } catch (error) {
    if (!(error instanceof YAMLException)) throw error;
    return fail(syntaxProblems(text, error));
  }
}

const tooLong = ({ length }: string): Problem => ({
  rule: 'syntax',
  at: '',
  span: nothing,
  message: `the file has ${length} characters, at most ${maxLength} are read`,
});

// Repeated keys are problems of their own already; `json` only keeps the rest of the file readable.
const readValue = (source: string, events: Event[]): Json =>
  constructFromEvents(events, { source, schema: CORE_SCHEMA, json: true, maxAliases: 0 })[0] as Json;

/** Numbers that JSON cannot hold: a run's inputs and plans are JSON. */
const inexactNumbers = (value: Json): readonly Problem[] =>
  leavesOf(value, '', isInexact).map(({ at }) => ({
    rule: 'inexact-number',
    at,
    message: 'this number cannot be kept exactly',
    hint: 'put it in quotes',
  }));

const isInexact = (value: unknown): value is number =>
  typeof value === 'number' && !(Number.isInteger(value) ? Number.isSafeInteger(value) : Number.isFinite(value));
