import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { catalogue as actions } from '#actions/list.ts';
import { signatures } from '#actions/signatures.ts';
import type { Engine } from '#engine/api.ts';
import { createEngine } from '#engine/engine.ts';
import { openCatalogue } from '#files/catalogue.ts';
import { type Harness, openHarness } from './harness.ts';

/** Everything that ships, as if it were committed. */
const catalogue = openCatalogue('runbooks', signatures(actions), () => 'abc');

let bot: Harness;
let engine: Engine;
beforeAll(async () => {
  bot = await openHarness();
  engine = createEngine({ ...bot.parts, catalogue });
});
afterAll(() => bot.close());

describe('with the runbooks of four systems', () => {
  it.each(catalogue.config.environments.map(({ id, channels: [channel] }) => ({ id, channel })))(
    'the channel of $id offers those of $id, and no other',
    async ({ id, channel }) => {
      const own = catalogue.list().filter(({ environments }) => environments.includes(id));
      const offers = await engine.offered('alice', channel);
      expect(offers.map((offer) => offer.id)).toEqual(own.map((runbook) => runbook.id));
      for (const { environments } of offers) expect(environments).toEqual([id]);
    },
  );

  it('a form is refused in the channel of another one, with the channel where it may be started', async () => {
    const [first, other] = catalogue.config.environments;
    const theirs = catalogue.list().find(({ environments }) => environments.every((id) => id === first?.id));
    const form = await engine.form('alice', other?.channels[0], theirs?.id ?? '', undefined);
    expect(form).toEqual({ refused: `Runs in ${first?.id} are started in ${first?.channels[0]}, not here.` });
  });
});
