import type { Command } from '../command.ts';
import { exit } from '../exit.ts';
import { storeOption, withStore } from '../place.ts';
import { listRuns } from '../read-runs.ts';
import { sayMoment } from '../text/time.ts';

const limit = 50;

const command: Command = {
  name: 'runs',
  summary: 'The newest runs: those that are open, or all.',
  options: [{ flags: '--all', summary: 'also those that have ended' }, storeOption],
  async run(_, options, parts) {
    const all = options['all'] === true;
    const runs = await withStore(options, parts, (store) => listRuns(store, all ? { limit } : { open: true, limit }));
    if (runs.length === 0)
      parts.io.out(all ? 'There is no run yet.' : 'No run is open; --all shows those that have ended.');
    for (const { run, runbook, environment, headline, startedBy, startedAt } of runs)
      parts.io.out(
        [run, environment.id, runbook.id, headline, `${startedBy.name}, ${sayMoment(startedAt)}`].join('  '),
      );
    return exit.fine;
  },
};

export default command;
