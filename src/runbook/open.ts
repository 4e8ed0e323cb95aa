import { createHash } from 'node:crypto';
import type { Config } from '#domain/config.ts';
import type { Finding } from '#domain/finding.ts';
import { isObject } from '#domain/json.ts';
import type { OnFailure, Runbook } from '#domain/runbook.ts';
import type { Signatures } from '#domain/signatures.ts';
import { buildRunbook } from './build.ts';
import { outline, type RawObject, type Spot } from './check/outline.ts';
import { checkRunbook } from './check/runbook.ts';
import { toFindings, withoutEchoes } from './findings.ts';
import { type Child, type Library, libraryOf, type Source } from './inline/library.ts';
import { signatureOf } from './inline/signature.ts';
import type { Problem } from './problem.ts';
import type { RawRunbook } from './shape/runbook.ts';
import { readDocument, type YamlDocument } from './yaml/document.ts';

export interface LoadContext {
  readonly signatures: Signatures;
  /** Without it, environments, groups and values are not checked. */
  readonly config?: Config;
  /**
   * The files whose runbooks steps may inline, by id. Without it what a `runbook` step names is not looked up, as for a text of which nobody
   * knows the folder: a runbook with such a step has no findings for it, but cannot be run.
   */
  readonly runbooks?: ReadonlyMap<string, Source>;
}

/** A runbook's text as far as it can be read. */
export interface Opened {
  readonly document: YamlDocument;
  readonly problems: readonly Problem[];
  /** The same with their lines and columns, in the order of the text. */
  readonly findings: readonly Finding[];
  /** SHA-256 of the text, hexadecimal. */
  readonly digest: string;
  /** Every step that can be told from the rest; none if the text is no mapping. */
  readonly spots: readonly Spot[];
  /** What the text means, or what is left of it once everything that has problems is taken out. */
  build(raw: RawObject): Runbook;
}

export function openRunbook(text: string, file: string, context: LoadContext): Opened {
  const document = readDocument(text);
  const { value } = document;
  const library = libraryFor(context);
  const checked = value === undefined ? [] : checkRunbook(document, file, { ...context, ...library });
  const problems = withoutEchoes([...document.problems, ...checked]);
  return {
    document,
    problems,
    findings: toFindings(document, file, problems),
    digest: createHash('sha256').update(text).digest('hex'),
    spots: isObject(value) ? outline(value) : [],
    build: (raw) => buildRunbook(raw as unknown as RawRunbook, { ...context, ...library }),
  };
}

/** A child is read once for all files that are opened in the same context. */
const libraries = new WeakMap<LoadContext, Library>();

/** The runbooks that may be named, where they are known. */
export function libraryFor(context: LoadContext): { readonly library?: Library } {
  if (!context.runbooks) return {};
  const library = libraries.get(context) ?? libraryOf(context.runbooks, (source) => childOf(source, context));
  libraries.set(context, library);
  return { library };
}

function childOf({ text, file }: Source, context: LoadContext): Child {
  const { document, findings, digest } = openRunbook(text, file, context);
  if (findings.length > 0) return { kind: 'broken', file };
  const raw = document.value as unknown as RawRunbook;
  const build = (onFailure?: OnFailure): Runbook =>
    buildRunbook(raw, { ...context, ...libraryFor(context), ...(onFailure ? { onFailure } : {}) });
  const runbook = build();
  return { kind: 'sound', runbook, signature: signatureOf(runbook), digest, build };
}
