import { readFileSync, statSync } from 'node:fs';
import { basename, dirname } from 'node:path';
import type { Runbook } from '#domain/runbook.ts';
import type { Catalogue } from '#engine/ports.ts';
import type { Parts } from '../parts.ts';
import { reading } from '../reading.ts';

/** Files of tests with the runbooks that they are tests of. */
export interface Found {
  readonly files: readonly { readonly file: string; readonly text: string }[];
  readonly catalogue: Catalogue;
  /** By id; those with mistakes of their own are there without a value. */
  readonly runbooks: ReadonlyMap<string, Runbook | undefined>;
  /** Whether all of the folder was meant: then a runbook without tests is one that is not tested. */
  readonly isWhole: boolean;
}

type World = Pick<Parts, 'catalogue' | 'runbookFiles' | 'testFiles'>;

/**
 * A folder stands for the tests in it, under the runbooks of that folder; a file for its own, under those beside it.
 * @throws Failure `no-file`, `cannot-read`; `no-config` and `bad-config` as the catalogue does
 */
export async function findTests(path: string, world: World): Promise<Found> {
  const isWhole = reading(path, () => statSync(path)).isDirectory();
  const folder = isWhole ? path : dirname(path);
  const catalogue = await world.catalogue(folder);
  const files = isWhole ? await world.testFiles(path) : [path];
  const ids = (await world.runbookFiles(folder)).map((file) => basename(file).replace(/\.ya?ml$/, ''));
  return {
    catalogue,
    isWhole,
    runbooks: new Map(ids.map((id) => [id, catalogue.get(id)?.runbook])),
    files: files.map((file) => ({ file, text: reading(file, () => readFileSync(file, 'utf8')) })),
  };
}
