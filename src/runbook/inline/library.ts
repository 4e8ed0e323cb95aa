import { isObject } from '#domain/json.ts';
import type { OnFailure, Runbook } from '#domain/runbook.ts';
import type { Signature } from '#domain/signatures.ts';
import { outline, textOf } from '../check/outline.ts';
import { readDocument } from '../yaml/document.ts';

/** A runbook's file. */
export interface Source {
  readonly file: string;
  readonly text: string;
}

/** What stands behind an id that a step inlines. */
export type Child = { readonly kind: 'unknown' } | { readonly kind: 'broken'; readonly file: string } | Sound;

export interface Sound {
  readonly kind: 'sound';
  readonly runbook: Runbook;
  /** What a `with` for it is checked against. */
  readonly signature: Signature;
  /** SHA-256 of the text, hexadecimal. */
  readonly digest: string;
  /** The same, as it is inside a step that says what follows on failure. */
  build(onFailure: OnFailure): Runbook;
}

/** The runbooks that steps can inline, each read once. */
export interface Library {
  readonly ids: readonly string[];
  find(id: string): Child;
  /** The ids from one runbook to another along what they inline, both included; nothing if there is no such way. */
  way(from: string, to: string): readonly string[] | undefined;
}

/**
 * @param sources by id
 * @param open how one is read that inlines no runbook which inlines it
 */
export function libraryOf(sources: ReadonlyMap<string, Source>, open: (source: Source) => Child): Library {
  const children = new Map<string, Child>();
  const inlined = new Map<string, readonly string[]>();
  const inlinedBy = (id: string): readonly string[] => {
    const known = inlined.get(id) ?? idsIn(sources.get(id)?.text ?? '');
    inlined.set(id, known);
    return known;
  };
  const library: Library = {
    ids: [...sources.keys()],
    way: (from, to) => shortest(from, to, inlinedBy),
    find: (id) => {
      const known = children.get(id) ?? read(id);
      children.set(id, known);
      return known;
    },
  };
  const isCyclic = (id: string): boolean => inlinedBy(id).some((next) => library.way(next, id) !== undefined);
  const read = (id: string): Child => {
    const source = sources.get(id);
    if (!source) return { kind: 'unknown' };
    return isCyclic(id) ? { kind: 'broken', file: source.file } : open(source);
  };
  return library;
}

/** The ids that stand in the `runbook` steps of a text. */
function idsIn(text: string): readonly string[] {
  const { value } = readDocument(text);
  return isObject(value) ? outline(value).flatMap(({ raw }) => textOf(raw, 'runbook') ?? []) : [];
}

function shortest(from: string, to: string, next: (id: string) => readonly string[]): readonly string[] | undefined {
  const seen = new Set([from]);
  for (let ways: (readonly string[])[] = [[from]]; ways.length > 0; ) {
    const there = ways.find((way) => way.at(-1) === to);
    if (there) return there;
    ways = ways.flatMap((way) =>
      next(way.at(-1) ?? '')
        .filter((id) => !seen.has(id) && seen.add(id))
        .map((id) => [...way, id]),
    );
  }
  return undefined;
}
