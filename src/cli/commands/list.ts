import type { Command } from '../command.ts';

/** By name; each is loaded when it is called, so that a quick one does not pay for the others. */
export const commands: ReadonlyMap<string, () => Promise<{ readonly default: Command }>> = new Map([
  ['practice', () => import('./practice.ts')],
  ['serve', () => import('./serve.ts')],
  ['migrate', () => import('./migrate.ts')],
  ['run', () => import('./run.ts')],
  ['lint', () => import('./lint.ts')],
  ['docs', () => import('./docs.ts')],
  ['graph', () => import('./graph.ts')],
  ['new', () => import('./new.ts')],
  ['plan', () => import('./plan.ts')],
  ['test', () => import('./test.ts')],
  ['schema', () => import('./schema.ts')],
  ['runs', () => import('./runs.ts')],
  ['show', () => import('./show.ts')],
  ['doctor', () => import('./doctor.ts')],
]);
