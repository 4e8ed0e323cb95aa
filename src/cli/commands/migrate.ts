import type { Command } from '../command.ts';
import { exit } from '../exit.ts';
import { placeOf, storeOption } from '../place.ts';

const command: Command = {
  name: 'migrate',
  summary: 'Make the store, or bring it up to date.',
  options: [storeOption],
  async run(_, options, { io, env, migrate }) {
    const applied = await migrate(placeOf(options, env));
    io.out(applied.length > 0 ? applied.join('\n') : 'The store is up to date.');
    return exit.fine;
  },
};

export default command;
