import type { Environment } from '#domain/config.ts';
import type { Engine } from '#engine/api.ts';
import type { Log } from '#engine/parts.ts';
import type { Aws, Catalogue, Clock } from '#engine/ports.ts';
import type { Store } from '#engine/store.ts';
import type { Io } from './io.ts';
import type { BotProcess } from './practice/bot-process.ts';
import type { Cast } from './practice/cast.ts';

/** The world, as far as commands touch it: cli.ts fills this in, and loads what stands behind a part when it is first called. */
export interface Parts {
  readonly io: Io;
  readonly env: Env;
  readonly log: Log;
  /** A folder of runbooks under its stepward.yml. */
  catalogue(folder: string): Promise<Catalogue>;
  /** Created and migrated where it is not there yet. */
  store(place: StorePlace): Promise<Store>;
  /** Reads runs; starts no worker. */
  reader(place: StorePlace): Promise<Reader>;
  /** 32 bytes that seal secrets: of STEPWARD_KEY, or of a file beside the store that only we may read. */
  key(place: StorePlace): Promise<Uint8Array>;
  /** Talks to the practice world at this address. */
  practiceAws(url: string): Promise<Aws>;
  world(settings: WorldSettings): Promise<World>;
  bot(settings: BotSettings): Promise<Bot>;
  /** Settles once the process is told to end, by a signal or because its parent is gone. */
  told(): Promise<void>;
  onReload(listener: () => void): void;
}

export type Env = Readonly<Record<string, string | undefined>>;

/** A folder for the embedded store, or the address of a PostgreSQL database. */
export type StorePlace = { readonly folder: string } | { readonly url: string; readonly folder: string };

export interface Reader extends Pick<Engine, 'view' | 'runs'> {
  close(): Promise<void>;
}

export interface WorldSettings {
  /** Which world: `alerting-platform`. */
  readonly world: string;
  /** 0 takes a free one. */
  readonly port: number;
  /** Simulated seconds in a real one. */
  readonly speed: number;
  readonly environment: Environment;
  readonly cast: Cast;
  /** What the page may kill and start. */
  readonly bot?: BotProcess;
}

/** A simulated AWS account and a local Slack behind one address of this computer. */
export interface World {
  readonly url: string;
  readonly clock: Clock;
  stop(): Promise<void>;
}

export interface BotSettings {
  readonly runbooks: string;
  readonly place: StorePlace;
  /** Address of a practice world; real Slack and AWS otherwise. */
  readonly practice?: string;
}

export interface Bot {
  /** Reads the runbooks anew. */
  reload(): Promise<void>;
  /** Takes nothing new, finishes what it does, and lets go. */
  stop(): Promise<void>;
}
