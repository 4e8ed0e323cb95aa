import { Failure } from '#domain/failure.ts';
import { type Command, usage } from '../command.ts';
import { exit } from '../exit.ts';
import type { Reader } from '../parts.ts';
import { placeOf, storeOption } from '../place.ts';
import { runText } from '../text/run.ts';

/** The run whose id ends so: the last characters, as cards show them, are enough. */
async function runOf(store: Reader, typed: string): Promise<string> {
  const found = await store.runs({ endsWith: typed.toUpperCase(), limit: 2 });
  const [first, second] = found;
  if (!first)
    throw new Failure('user', 'no-such-run', `There is no run "${typed}".`, {
      hint: '`stepward runs --all` lists them.',
    });
  if (second) throw usage(`More than one run ends with "${typed}".`, `Type more of it, like ${first.run}.`);
  return first.run;
}

const command: Command = {
  name: 'show',
  arguments: '<run>',
  summary: 'A run as it stands: its steps, what waits for somebody, how it ended.',
  options: [storeOption],
  async run([typed = ''], options, { io, env, reader }) {
    const store = await reader(placeOf(options, env));
    try {
      const view = await store.view(await runOf(store, typed));
      if (view) io.out(runText(view).join('\n'));
      return exit.fine;
    } finally {
      await store.close();
    }
  },
};

export default command;
