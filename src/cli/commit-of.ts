import { spawnSync } from 'node:child_process';
import { basename, dirname } from 'node:path';

/** The commit that last changed a file; nothing if it is changed since, not in git, or there is no git. */
export function commitOf(file: string): string | undefined {
  const git = (...words: readonly string[]) =>
    spawnSync('git', [...words, '--', basename(file)], { cwd: dirname(file), encoding: 'utf8' });
  const changes = git('status', '--porcelain');
  if (changes.status !== 0 || changes.stdout !== '') return undefined;
  return git('log', '-1', '--format=%H').stdout.trim() || undefined;
}
