import { afterEach, describe, expect, it } from '@jest/globals';
import type { RunView } from '#domain/run-view.ts';
import { type Harness, openHarness } from './harness.ts';
import { cluster, restartTwo, runbook } from './texts.ts';

let bot: Harness;
afterEach(() => bot.close());

const otherWayRound = runbook(
  'other-way-round',
  `steps:
  - id: updater
    action: ecs.restart-service
    with: { cluster: ${cluster}, service: rule-updater }
  - id: sender
    action: ecs.restart-service
    with: { cluster: ${cluster}, service: sender }
`,
);

const waiting = ({ cards }: RunView) =>
  cards.filter((card) => (card.kind === 'held' || card.kind === 'lock') && !card.closed);

describe('two runs that would wait for each other', () => {
  it('do not: the second to wait is held, and names the run that it would wait for', async () => {
    bot = await openHarness({ runbooks: [restartTwo(), otherWayRound] });
    const runs = [await bot.start('restart-two'), await bot.start('other-way-round')];
    for (const run of runs) await bot.decide('bob', 'approve', (await bot.card(run, 'approval')).value);
    // One after the other: two who turn the same clock would let each other's leases end.
    const stuck: RunView[] = [];
    for (const run of runs) stuck.push(await bot.until(run, (view) => waiting(view).length > 0, 300));
    const [held, ...others] = stuck.flatMap(waiting).filter((card) => card.kind === 'held');
    expect(others).toEqual([]);
    expect(held?.cause).toMatch(new RegExp(`^Run (${runs.join('|')}) holds what this step needs`));
  });
});
