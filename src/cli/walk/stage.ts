import { catalogue as actions } from '#actions/list.ts';
import type { Engine } from '#engine/api.ts';
import { createEngine } from '#engine/engine.ts';
import type { EngineParts } from '#engine/parts.ts';
import { startWorker } from '#engine/worker.ts';
import type { Parts } from '../parts.ts';
import { type Cast, castOf, directoryOf } from '../practice/cast.ts';
import { practiceEnvironment } from '../practice/environment.ts';
import { practiceTiming } from '../practice/timing.ts';
import { sealKey } from '../seal-key.ts';
import { type Changes, createChanges } from './changes.ts';

export interface StageSettings {
  readonly world: string;
  readonly runbooks: string;
  readonly environment?: string;
  readonly speed: number;
  /** Where the run is kept; must be empty. */
  readonly folder: string;
}

/** A practice world with an engine of its own for one run in the terminal. */
export interface Stage {
  readonly engine: Engine;
  readonly cast: Cast;
  readonly changes: Changes;
  readonly url: string;
  stop(): Promise<void>;
}

type StageParts = Pick<Parts, 'catalogue' | 'practiceNames' | 'world' | 'migrate' | 'store' | 'practiceAws' | 'log'>;

export async function openStage({ folder, ...settings }: StageSettings, parts: StageParts): Promise<Stage> {
  const catalogue = await parts.catalogue(settings.runbooks);
  const { world: id, environment: asked } = settings;
  const environment = await practiceEnvironment(catalogue.config, { world: id, environment: asked }, parts);
  const cast = castOf(catalogue.config, environment);
  await parts.migrate({ folder });
  const store = await parts.store({ folder });
  const world = await parts.world({ ...settings, port: 0, environment, cast });
  const changes = createChanges();
  const engineParts: EngineParts = {
    store,
    aws: await parts.practiceAws(world.url),
    catalogue,
    actions,
    directory: directoryOf(cast),
    surface: 'terminal',
    clock: world.clock,
    key: sealKey(folder, undefined),
    secretFromEnvironment: () => undefined,
    worker: `terminal-${process.pid}`,
    changed: changes.raise,
    log: parts.log,
    timing: practiceTiming,
  };
  const worker = startWorker(engineParts);
  const stop = async (): Promise<void> => {
    await worker.stop();
    await store.close();
    await world.stop();
  };
  return { engine: createEngine(engineParts), cast, changes, url: world.url, stop };
}
