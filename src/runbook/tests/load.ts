import type { Finding } from '#domain/finding.ts';
import { toFindings } from '../findings.ts';
import { validate } from '../shape/validate.ts';
import { placeAt, readDocument, type YamlDocument } from '../yaml/document.ts';
import { positionAt } from '../yaml/lines.ts';
import { buildTests } from './build.ts';
import { checkNames } from './check.ts';
import type { TestContext } from './context.ts';
import { type RawTests, tests as shape } from './shape.ts';
import type { Tests } from './tests.ts';

/** Where something stands in a text; both count from 1. */
export interface TextPlace {
  readonly line: number;
  readonly column: number;
}

export interface LoadedTests {
  readonly tests?: Tests;
  readonly findings: readonly Finding[];
  /** Where the key at a JSON pointer stands, or the nearest thing around it: `/tests/0/expect/calls`. */
  place(at: string): TextPlace;
}

/** Reads a file of tests; without findings there are tests. */
export function loadTests(text: string, file: string, context: TestContext): LoadedTests {
  const document = readDocument(text);
  const problems = [...document.problems];
  if (document.value !== undefined)
    problems.push(...validate(shape, document.value, ''), ...checkNames(document.value, context));
  const findings = toFindings(document, file, problems);
  const place = placesOf(document);
  if (findings.length > 0) return { findings, place };
  return { tests: buildTests(document.value as unknown as RawTests), findings, place };
}

const placesOf =
  (document: YamlDocument) =>
  (at: string): TextPlace =>
    positionAt(document.lines, placeAt(document, at, 'key').start);
