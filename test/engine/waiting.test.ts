import { afterEach, describe, expect, it } from '@jest/globals';
import type { Person } from '#domain/person.ts';
import { type Harness, openHarness } from './harness.ts';
import { cluster, restartOne, runbook } from './texts.ts';

let bot: Harness;
afterEach(() => bot.close());

const look = (id: string, assign = '') =>
  runbook(id, `steps:\n  - { id: look, title: Look, manual: Look.${assign} }\n`);
const broken = runbook(
  'broken',
  `steps:
  - id: nobody
    title: Restart nobody
    action: ecs.restart-service
    with: { cluster: ${cluster}, service: nobody }
`,
);
const twice = `${restartOne().replace('restart-one', 'twice')}    approve: { count: 2 }\n`;
const texts = [restartOne(), twice, broken, look('for-anybody'), look('for-sre', ', assign: [sre]')];

const open = async (directory: Partial<Harness['parts']['directory']> = {}) => {
  bot = await openHarness({ runbooks: texts });
  Object.assign(bot.parts.directory, directory);
};
const waitingFor = async (by: string, limit = 10): Promise<readonly string[]> =>
  (await bot.engine.waiting(by, limit)).map(({ run, card }) => `${run.runbook} ${card.kind}`);

/** One after the other, a second apart, each until it waits for somebody. */
async function begin(...runbooks: readonly string[]): Promise<readonly string[]> {
  const runs: string[] = [];
  for (const one of runbooks) {
    bot.aws.clock.advance(1_000);
    const run = await bot.start(one);
    await bot.until(run, ({ cards }) => cards.some(({ kind, closed }) => kind !== 'lock' && !closed));
    runs.push(run);
  }
  return runs;
}

describe('what waits for somebody', () => {
  it('is what they may answer, oldest first, with the run and the card', async () => {
    await open();
    const [asked] = await begin('restart-one', 'for-sre', 'broken', 'for-anybody');
    expect(await waitingFor('bob')).toEqual([
      'restart-one approval',
      'for-sre manual',
      'broken held',
      'for-anybody manual',
    ]);
    // Alice has asked for it, and is not in sre; a held step goes on for whoever may start.
    expect(await waitingFor('alice')).toEqual(['broken held', 'for-anybody manual']);
    expect(await waitingFor('dan')).toEqual(['restart-one approval', 'for-sre manual', 'broken held']);
    for (const nobody of ['carol', 'mallory']) expect(await waitingFor(nobody)).toEqual([]);
    expect(await bot.engine.waiting('bob', 1)).toMatchObject([
      {
        run: {
          run: asked,
          headline: 'Waiting for approval · step 1 of 1',
          startedBy: { name: 'Alice' },
          reason: 'INC-812',
        },
        card: { kind: 'approval', step: { title: 'Restart sender' } },
      },
    ]);
  });

  it('is gone once it is answered, and of two approvals once somebody has given theirs', async () => {
    await open();
    const [run = ''] = await begin('twice');
    expect([await waitingFor('bob'), await waitingFor('dan')]).toEqual([['twice approval'], ['twice approval']]);
    const { value } = await bot.card(run, 'approval');
    await bot.decide('bob', 'approve', value);
    expect([await waitingFor('bob'), await waitingFor('dan')]).toEqual([[], ['twice approval']]);
    await bot.decide('dan', 'approve', value);
    expect(await waitingFor('dan')).toEqual([]);
  });

  it('goes by who is in a group now', async () => {
    const groups: Record<string, readonly string[]> = { dan: ['sre'] };
    const person = async (id: string): Promise<Person> => ({ id, name: id, kind: 'member', groups: groups[id] ?? [] });
    await open();
    await begin('restart-one');
    Object.assign(bot.parts.directory, { person });
    expect(await waitingFor('dan')).toEqual(['restart-one approval']);
    groups['dan'] = [];
    expect(await waitingFor('dan')).toEqual([]);
  });

  it('is not what has expired, nor what was stopped', async () => {
    await open();
    const [stopped = ''] = await begin('for-sre', 'restart-one');
    await bot.decide('alice', 'stop', stopped);
    expect(await waitingFor('dan')).toEqual(['restart-one approval']);
    // Nobody has looked at the clock yet: the card stands, but cannot be answered any more.
    bot.aws.clock.advance(2 * 3_600_000);
    expect(await waitingFor('dan')).toEqual([]);
  });

  it('is not hidden by a run of another version of the program', async () => {
    await open();
    await begin('for-sre', 'restart-one');
    const { store } = bot.parts;
    const later: typeof store = {
      ...store,
      transaction: (work, options) =>
        store.transaction((tx) => {
          const get = async (digest: string) => {
            const row = await tx.definitions.get(digest);
            return row && row.runbook.id === 'for-sre' ? { ...row, digest: 'later', format: 2 } : row;
          };
          return work({ ...tx, definitions: { ...tx.definitions, get } });
        }, options),
    };
    Object.assign(bot.parts, { store: later });
    expect(await waitingFor('dan')).toEqual(['restart-one approval']);
  });
});
