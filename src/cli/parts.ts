import type { Config, Environment } from '#domain/config.ts';
import type { Finding } from '#domain/finding.ts';
import type { Log } from '#engine/parts.ts';
import type { Aws, Catalogue, Clock, Directory } from '#engine/ports.ts';
import type { Store } from '#engine/store.ts';
import type { Account, AccountFault } from '#testing/ports.ts';
import type { Io } from './io.ts';
import type { BotProcess } from './practice/bot-process.ts';
import type { Cast } from './practice/cast.ts';

/** The world, as far as commands touch it: cli.ts fills this in, and loads what stands behind a part when it is first called. */
export interface Parts {
  readonly io: Io;
  readonly env: Env;
  readonly log: Log;
  /** A folder of runbooks under its stepward.yml. */
  catalogue(folder: string): Promise<Files>;
  /** Every runbook's file in a folder and its subfolders. */
  runbookFiles(folder: string): Promise<readonly string[]>;
  /** Every file of tests in a folder and its subfolders. */
  testFiles(folder: string): Promise<readonly string[]>;
  /** The nearest stepward.yml from this folder upwards. */
  findConfig(folder: string): Promise<{ readonly file: string; readonly text: string } | undefined>;
  store(place: StorePlace): Promise<Store>;
  /** Makes the store where there is none, and brings it up to date. Returns the names of the migrations that were applied. */
  migrate(place: StorePlace): Promise<readonly string[]>;
  /** AWS, with the credentials of this machine. */
  aws(): Promise<Aws>;
  /** Talks to the practice world at this address. */
  practiceAws(url: string): Promise<Aws>;
  /** The names of what practice has: cheap enough for whoever only checks them. */
  practiceNames(): Promise<{ readonly worlds: readonly WorldName[]; readonly faults: readonly AccountFault[] }>;
  /** A simulated account of its own for a test. */
  testAccount(place: { readonly world: string; readonly environment: Environment }): Promise<Account>;
  /** An empty store of its own for a test; nothing is left of it when it is closed. */
  testStore(): Promise<Store>;
  /** Real milliseconds from some moment on. */
  stopwatch(): number;
  world(settings: WorldSettings): Promise<World>;
  bot(settings: BotSettings): Promise<Bot>;
  /** Slack, as far as the bot needs it, without being the bot. */
  workspace(where: { readonly botToken: string; readonly apiUrl?: string }, config: () => Config): Promise<Workspace>;
  /** Settles once the process is told to end: by a signal, or because its parent is gone. */
  told(): Promise<void>;
  /** Called whenever the process is told to read its runbooks anew. */
  onReload(listener: () => void): void;
  /** Tells the parent process, if there is one, that we serve. */
  ready(): void;
}

/** The runbooks of a folder, and those that are not offered. */
export interface Files extends Catalogue {
  rejected(): readonly { readonly file: string; readonly findings: readonly Finding[] }[];
}

export interface Workspace {
  readonly address: string;
  /** What the app was granted. */
  readonly scopes: readonly string[];
  readonly directory: Directory;
  /** Throws a Failure where Slack does not take an app-level token. */
  checkAppToken(token: string): Promise<void>;
}

export type Env = Readonly<Record<string, string | undefined>>;

export interface StorePlace {
  /** Of the embedded store, and of the key that seals secrets. */
  readonly folder: string;
  /** Of a PostgreSQL database, which is then the store. */
  readonly url?: string;
}

export interface WorldName {
  readonly id: string;
  /** How things stand in it. */
  readonly title: string;
  /** Of ECS. */
  readonly cluster: string;
}

export interface WorldSettings {
  /** Which one: `alerting-platform`. */
  readonly world: string;
  /** 0 takes a free one. */
  readonly port: number;
  /** Simulated seconds in a real one. */
  readonly speed: number;
  readonly environment: Environment;
  readonly cast: Cast;
  /** Where the bot answers by HTTP; Socket Mode if absent. */
  readonly botPort?: number;
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
  /** Where Slack's requests and /healthz are answered. */
  readonly port?: number;
}

export interface Bot {
  /** Reads the runbooks anew, as it does by itself when a file changes. Never throws. */
  reload(): void;
  /** Takes nothing new, finishes what it does, and lets go. */
  stop(): Promise<void>;
}
