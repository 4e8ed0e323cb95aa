import type { CommandLine } from './command-line.ts';
import { findRun } from './find-run.ts';
import { type Parts, wordsOf } from './interaction.ts';
import type { Message } from './views/blocks.ts';
import { catalogue } from './views/catalogue.ts';
import { help } from './views/help.ts';
import { note } from './views/note.ts';
import { MOST_RUNS, runList } from './views/run-list.ts';
import { scheduleList } from './views/schedules.ts';
import { visible } from './visible.ts';

export interface Asker {
  readonly by: string;
  readonly team?: string;
  readonly channel: string;
}

/** Everything that needs no form; those that open one are for whoever has a trigger. */
export type Plain = Exclude<CommandLine, { readonly kind: 'start' | 'show' }>;

async function stop({ engine }: Parts, run: string, { by, team }: Asker): Promise<Message> {
  const found = await findRun(engine, run, { open: true });
  if ('refused' in found) return note(found.refused);
  const answer = await engine.decide({ verb: 'stop', by, value: found.run, ...(team ? { team } : {}) });
  return note(wordsOf(answer) ?? `Run ${found.short} is being stopped.`);
}

/** What the person is told. */
export async function answerLine(line: Plain, asker: Asker, parts: Parts): Promise<Message> {
  const { engine } = parts;
  switch (line.kind) {
    case 'catalogue':
      return catalogue(await engine.offered(asker.by, asker.channel));
    case 'runs':
      return runList(await visible(parts, asker.by, await engine.runs({ limit: MOST_RUNS })), parts.names());
    case 'schedules':
      return scheduleList(await engine.schedules());
    case 'stop':
      return stop(parts, line.run, asker);
    case 'help':
      return help();
    case 'unknown':
      return help(line);
  }
}
