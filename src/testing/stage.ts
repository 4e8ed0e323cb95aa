import type { Environment } from '#domain/config.ts';
import { Failure } from '#domain/failure.ts';
import type { Person } from '#domain/person.ts';
import type { Store } from '#engine/store.ts';
import type { Test } from '#runbook/tests/tests.ts';
import { type Agenda, createAgenda } from './agenda.ts';
import { createOffers } from './another-run.ts';
import { createBlows } from './blows.ts';
import { type Bot, createBot } from './bot.ts';
import { type Canaries, createCanaries } from './canary.ts';
import type { Account, TestParts } from './ports.ts';
import { createScript, type Script } from './script.ts';
import { createStory, type Story } from './story.ts';
import { createStrikes, type Strikes } from './strikes.ts';
import { createWatch, type Watch } from './watch.ts';

/** Everything that takes part in one test. */
export interface Stage {
  readonly bot: Bot;
  readonly account: Account;
  readonly script: Script;
  readonly strikes: Strikes;
  readonly agenda: Agenda;
  readonly story: Story;
  readonly watch: Watch;
  readonly canaries: Canaries;
  /** By id, or by name in any case. */
  readonly person: (who: string) => Person;
  close(): Promise<void>;
}

interface Setting {
  readonly test: Test;
  readonly world: string;
  readonly environment: Environment;
}

/** A world, a store and a bot for one test, and the people who act in it. */
export async function openStage({ test, world, environment }: Setting, parts: TestParts): Promise<Stage> {
  const account = await parts.account({ world, environment });
  try {
    return furnish(test, await parts.store(), { account, parts, people: parts.people(environment) });
  } catch (thrown) {
    await account.close();
    throw thrown;
  }
}

interface Scene {
  readonly account: Account;
  readonly parts: TestParts;
  readonly people: readonly Person[];
}

function furnish(test: Test, store: Store, { account, parts, people }: Scene): Stage {
  const { faults } = parts;
  const story = createStory(account.now);
  const agenda = createAgenda();
  const canaries = createCanaries();
  const offers = createOffers(parts.catalogue);
  const strikes: Strikes = createStrikes(test.faults, {
    blows: createBlows({ account, faults, offers, agenda, bot: () => bot }),
    onRequest: (fault) => faults.some(({ name, to }) => name === fault && to === 'request'),
    say: story.tell,
  });
  const bot: Bot = createBot({
    account,
    store,
    catalogue: offers.catalogue,
    people,
    secretFromEnvironment: canaries.of,
    interference: strikes,
  });
  return {
    bot,
    account,
    script: createScript(test.people),
    strikes,
    agenda,
    story,
    watch: createWatch(account, story),
    canaries,
    person: (who) => personOf(people, who),
    async close() {
      await store.close();
      await account.close();
    },
  };
}

function personOf(people: readonly Person[], who: string): Person {
  const found = people.find(({ id, name }) => id === who || name.toLowerCase() === who.toLowerCase());
  if (!found) throw new Failure('user', 'nobody-of-that-name', `There is nobody called "${who}".`);
  return found;
}
