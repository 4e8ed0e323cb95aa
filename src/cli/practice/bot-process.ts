import { type ChildProcess, type StdioOptions, spawn } from 'node:child_process';
import { closeSync, openSync } from 'node:fs';

export type BotState = 'starting' | 'running' | 'stopped';

/** The bot of practice as a process of its own, so that it can be killed while the world goes on. */
export interface BotProcess {
  state(): BotState;
  /** Nothing while one is running. */
  start(): Promise<void>;
  /** SIGKILL: it is given no time to tidy up. */
  kill(): Promise<void>;
  /** SIGTERM. */
  stop(): Promise<void>;
  /** Returns how to stop listening. */
  onChange(listener: () => void): () => void;
}

export interface BotCommand {
  /** What `node` is called with. */
  readonly words: () => readonly string[];
  readonly env: Readonly<Record<string, string | undefined>>;
  /** What the bot writes is appended to this file. */
  readonly log: string;
  /** It has ended although nobody told it to; it is not started again by itself. */
  readonly crashed: (how: string) => void;
}

/** In a process group of its own: Ctrl-C reaches the world alone, which then ends the bot. */
function spawnBot({ words, env, log }: BotCommand): ChildProcess {
  const file = openSync(log, 'a');
  const stdio: StdioOptions = ['ignore', file, file, 'ipc'];
  try {
    return spawn(process.execPath, [...words()], { env: { ...env }, stdio, detached: true });
  } finally {
    closeSync(file);
  }
}

/**
 * Starts bots one after another, never two at once. The channel between the processes tells two things: a message from the bot says
 * that it is ready, and the channel's end tells the bot that its world is gone.
 */
export function createBotProcess(command: BotCommand): BotProcess {
  const listeners = new Set<() => void>();
  let child: ChildProcess | undefined;
  let state: BotState = 'stopped';
  let isMeant = false;
  const become = (next: BotState): void => {
    state = next;
    for (const listener of listeners) listener();
  };
  const end = async (signal: 'SIGKILL' | 'SIGTERM'): Promise<void> => {
    const last = child;
    if (!last) return;
    isMeant = true;
    const ended = new Promise((resolve) => last.once('exit', resolve));
    last.kill(signal);
    await ended;
  };
  return {
    state: () => state,
    async start() {
      if (child) return;
      isMeant = false;
      child = spawnBot(command);
      child.once('message', () => become('running'));
      child.once('exit', (code, signal) => {
        child = undefined;
        if (!isMeant) command.crashed(signal ?? `code ${code}`);
        become('stopped');
      });
      become('starting');
    },
    kill: () => end('SIGKILL'),
    stop: () => end('SIGTERM'),
    onChange(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
}
