import type { Finding } from '#domain/finding.ts';
import type { EventRow } from '#engine/rows.ts';
import type { TestContext } from '#runbook/tests/context.ts';
import { loadTests, type TextPlace } from '#runbook/tests/load.ts';
import type { Miss } from './expect/played.ts';
import type { TestParts } from './ports.ts';
import { runTest } from './run-test.ts';
import type { Told } from './story.ts';

export interface TestFile {
  readonly file: string;
  readonly text: string;
  readonly context: TestContext;
}

/** A test as it is reported: what it missed, each with its place in the text. */
export interface TestReport {
  readonly name: string;
  readonly place: TextPlace;
  /** None: the test passes. */
  readonly misses: readonly (Omit<Miss, 'at'> & { readonly place: TextPlace })[];
  readonly story: readonly Told[];
  /** Simulated and real milliseconds. */
  readonly duration: number;
  readonly ms: number;
}

export interface FileReport {
  readonly file: string;
  /** Absent if the file has findings: then nothing of it is run. */
  readonly runbook?: string;
  readonly findings: readonly Finding[];
  readonly tests: readonly TestReport[];
  /** History of every run, of those that started. */
  readonly histories: readonly (readonly EventRow[])[];
}

/** Runs the tests of a file, those whose name holds `only`, one after another; `told` hears of each as it ends. */
export async function runFile(
  { file, text, context }: TestFile,
  parts: TestParts,
  { only = '', told = () => {} }: { readonly only?: string; readonly told?: (test: TestReport) => void } = {},
): Promise<FileReport> {
  const { tests: loaded, findings, place } = loadTests(text, file, context);
  const runbook = loaded && context.runbooks?.get(loaded.runbook);
  if (!loaded || !runbook) return { file, findings, tests: [], histories: [] };
  const tests: TestReport[] = [];
  const histories: (readonly EventRow[])[] = [];
  for (const [i, test] of loaded.tests.entries()) {
    if (!test.name.includes(only)) continue;
    const { events, misses, ...ran } = await runTest({ runbook, world: loaded.world, test }, parts);
    const placed = misses.map(({ at, ...miss }) => ({ ...miss, place: place(`/tests/${i}${at}`) }));
    const report = { ...ran, misses: placed, place: place(`/tests/${i}/name`) };
    tests.push(report);
    histories.push(events);
    told(report);
  }
  return { file, runbook: runbook.id, findings, tests, histories };
}
