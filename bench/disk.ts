import { closeSync, fsyncSync, openSync, rmSync, writeSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** How often a second the disk below the temporary folder confirms 4 kB: no durable store can do more, unless it confirms several commits at once. */
export function syncsPerSecond(ms = 1_000): number {
  const file = join(tmpdir(), `stepward-disk-${process.pid}`);
  const page = Buffer.alloc(4_096);
  const open = openSync(file, 'w');
  const start = performance.now();
  let done = 0;
  for (; performance.now() - start < ms; done += 1) {
    writeSync(open, page);
    fsyncSync(open);
  }
  closeSync(open);
  rmSync(file);
  return (done * 1_000) / (performance.now() - start);
}
