import type { Command } from '../command.ts';
import { exit } from '../exit.ts';
import { placeOf, storeOption } from '../place.ts';
import { sayMoment } from '../text/time.ts';

const most = 50;

const command: Command = {
  name: 'runs',
  summary: 'The newest runs: those that are open, or all.',
  options: [{ flags: '--all', summary: 'also those that have ended' }, storeOption],
  async run(_, options, { io, env, reader }) {
    const store = await reader(placeOf(options, env));
    try {
      const runs = await store.runs({ ...(options['all'] ? {} : { open: true }), limit: most });
      if (runs.length === 0)
        io.out(options['all'] ? 'There is no run yet.' : 'No run is open; --all shows those that have ended.');
      for (const { run, runbook, environment, headline, startedBy, startedAt } of runs)
        io.out([run, environment, runbook, headline, `${startedBy.name}, ${sayMoment(startedAt)}`].join('  '));
      return exit.fine;
    } finally {
      await store.close();
    }
  },
};

export default command;
