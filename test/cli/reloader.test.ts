import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { onChange } from '#cli/on-change.ts';
import { reloader } from '#cli/reloader.ts';
import { Failure } from '#domain/failure.ts';
import type { Log } from '#engine/parts.ts';

const finding = {
  rule: 'r',
  severity: 'error',
  file: 'a.yml',
  line: 3,
  column: 5,
  endLine: 3,
  endColumn: 6,
  message: 'no',
} as const;

describe('reading the runbooks anew', () => {
  it('says which files are not offered, at once and each time', () => {
    const said: unknown[] = [];
    const log: Log = (...entry) => void said.push(entry);
    const rejected = () => [{ file: 'a.yml', findings: [finding] }];
    const reload = reloader({ reload: () => undefined, list: () => [1, 2], rejected }, log);
    expect(said).toEqual([['warn', 'a.yml is not offered', { findings: ['3:5: no'] }]]);
    reload();
    expect(said[1]).toEqual(['info', 'the runbooks were read anew', { offered: 2 }]);
    expect(said[2]).toEqual(said[0]);
  });

  it('that fails is said, and ends nothing', () => {
    const said: unknown[] = [];
    const folder = {
      list: () => [],
      rejected: () => [],
      reload: () => {
        throw new Failure('user', 'bad-config', 'stepward.yml:1:1 no.', { hint: 'Mend it.' });
      },
    };
    reloader(folder, (...entry) => void said.push(entry))();
    expect(said).toEqual([['error', 'stepward.yml:1:1 no. Mend it.', {}]]);
  });

  it('begins when a file of the folder changes', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'stepward-change-'));
    const changed = new Promise<void>((resolve) => {
      const stop = onChange(folder, () => {
        stop();
        resolve();
      });
    });
    writeFileSync(join(folder, 'a.yml'), 'runbook: a\n');
    await changed;
    rmSync(folder, { recursive: true });
  });
});
