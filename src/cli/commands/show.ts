import { Failure } from '#domain/failure.ts';
import type { Store } from '#engine/store.ts';
import { type Command, usage } from '../command.ts';
import { exit } from '../exit.ts';
import { storeOption, withStore } from '../place.ts';
import { runsEndingWith, viewRun } from '../read-runs.ts';
import { runText } from '../text/run.ts';

/** The run whose id ends so: the last characters, as cards show them, are enough. */
async function runOf(store: Store, typed: string): Promise<string> {
  const [run, other] = await runsEndingWith(store, typed.toUpperCase());
  if (run === undefined)
    throw new Failure('user', 'no-such-run', `There is no run "${typed}".`, {
      hint: '`stepward runs --all` lists them.',
    });
  if (other !== undefined) throw usage(`More than one run ends with "${typed}".`, `Type more of it, like ${run}.`);
  return run;
}

const command: Command = {
  name: 'show',
  arguments: '<run>',
  summary: 'A run as it stands: its steps, what waits for somebody, how it ended.',
  options: [storeOption],
  async run([typed = ''], options, parts) {
    const view = await withStore(options, parts, async (store) => viewRun(store, await runOf(store, typed)));
    if (view) parts.io.out(runText(view).join('\n'));
    return exit.fine;
  },
};

export default command;
