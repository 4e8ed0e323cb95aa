import { CORE_SCHEMA, constructFromEvents, type Event, parseEvents, YAMLException } from 'js-yaml';
import { isObject, type Json } from '#domain/json.ts';
import type { Problem } from '../problem.ts';
import { type Lines, linesOf, type Span } from './lines.ts';
import { type Place, readPlaces } from './places.ts';
import { below, parentOf } from './pointer.ts';

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
const maxDepth = 40;

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
  const fail = (problem: Omit<Problem, 'at' | 'rule'>): YamlDocument => ({
    ...base,
    problems: [{ rule: 'syntax', at: '', ...problem }],
  });
  if (text.length > maxLength)
    return fail({ span: nothing, message: `the file has ${text.length} characters, at most ${maxLength} are read` });
  try {
    const events = parseEvents(text, { maxDepth });
    const { places, problems } = readPlaces(text, events);
    if (problems.some(({ rule }) => rule === 'syntax')) return { ...base, problems: problems.slice(0, 1) };
    const value = readValue(text, events);
    return { ...base, places, problems: [...problems, ...inexactNumbers(value, '')], value };
  } catch (error) {
    if (!(error instanceof YAMLException)) throw error;
    return fail(syntaxProblem(text, error));
  }
}

// Repeated keys are problems of their own already; `json` only keeps the rest of the file readable.
const readValue = (source: string, events: Event[]): Json =>
  constructFromEvents(events, { source, schema: CORE_SCHEMA, json: true, maxAliases: 0 })[0] as Json;

/** Numbers that JSON cannot hold: a run's inputs and plans are JSON. */
function inexactNumbers(value: Json, at: string): readonly Problem[] {
  if (typeof value === 'number') {
    const isExact = Number.isFinite(value) && (!Number.isInteger(value) || Number.isSafeInteger(value));
    return isExact
      ? []
      : [{ rule: 'inexact-number', at, message: 'this number cannot be kept exactly', hint: 'put it in quotes' }];
  }
  if (Array.isArray(value)) return value.flatMap((item: Json, i) => inexactNumbers(item, below(at, i)));
  if (!isObject(value)) return [];
  return Object.entries(value).flatMap(([key, member]) => inexactNumbers(member as Json, below(at, key)));
}

const reasons: readonly (readonly [RegExp, string])[] = [
  [/^nesting exceeded/, `the file is nested more than ${maxDepth} deep`],
  [/^tab characters/, 'a tab stands where spaces indent'],
  [/^unexpected end of the stream within a (single|double) quoted/, 'a quote is never closed'],
  [/^unexpected end of the stream within a flow/, 'a bracket is never closed'],
  [
    /^deficient indentation/,
    'this is indented too little for what it continues; a quote or bracket above may not be closed',
  ],
  [/^end of the stream or a document separator/, 'this does not belong to what stands above it'],
  [/^missed comma/, 'a comma is missing here'],
];

function syntaxProblem(text: string, error: YAMLException): Omit<Problem, 'at' | 'rule'> {
  const start = Math.min(error.mark?.position ?? 0, Math.max(0, text.length - 1));
  const line = text.slice(text.lastIndexOf('\n', start - 1) + 1).split('\n', 1)[0] ?? '';
  return {
    span: { start, end: Math.min(start + 1, text.length) },
    message: reasons.find(([reason]) => reason.test(error.reason))?.[1] ?? error.reason,
    ...(/[{:[,]\s*\$\{\{/.test(line) ? { hint: `put the \${{ expression }} in double quotes` } : {}),
  };
}
