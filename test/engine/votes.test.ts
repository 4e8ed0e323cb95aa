import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import type { Person } from '#domain/person.ts';
import type { Entry, Policy } from '#domain/policy.ts';
import type { AskRow } from '#engine/rows.ts';
import { type Harness, openHarness } from './harness.ts';
import { restartOne } from './texts.ts';

const GROUPS = ['sre', 'oncall', 'dba'];
const IDS = ['p0', 'p1', 'p2', 'p3', 'p4'];
let today: readonly Person[] = [];
let bot: Harness;

beforeAll(async () => {
  bot = await openHarness({
    runbooks: [restartOne()],
    directory: {
      person: async (id) => today.find((one) => one.id === id) ?? { id, name: id, kind: 'member', groups: ['oncall'] },
      members: async () => [],
    },
  });
});
afterAll(() => bot.close());

/** Tried in every way there is, unlike the policy's own matching: whether each place has somebody of its own. */
function isMet([place, ...places]: readonly (readonly string[])[], people: readonly Person[]): boolean {
  if (!place) return true;
  return people.some(
    (person) =>
      place.some((name) => person.groups.includes(name)) &&
      isMet(
        places,
        people.filter((one) => one !== person),
      ),
  );
}

const placesOf = ({ entries }: Policy): readonly (readonly string[])[] =>
  entries.flatMap(({ groups, count }) => Array.from({ length: count }, () => groups));

const groups = fc.subarray(GROUPS);
const entry: fc.Arbitrary<Entry> = fc.record({
  groups: fc.subarray(GROUPS, { minLength: 1 }),
  count: fc.integer({ min: 1, max: 2 }),
});
const person = (id: string): fc.Arbitrary<Person> =>
  fc.record({
    id: fc.constant(id),
    name: fc.constant(id),
    kind: fc.constantFrom('member', 'member', 'member', 'guest', 'stranger'),
    groups,
  });
const people = fc.tuple(...IDS.map(person));
/** Somebody approves; before that, they or somebody else may have changed. */
const steps = fc.array(fc.record({ who: fc.nat({ max: 4 }), then: fc.option(people, { freq: 4 }) }), { maxLength: 8 });

async function openAsk(policy: Policy, starter: string): Promise<{ run: string; value: string }> {
  const { catalogue } = bot.parts;
  const environments = catalogue.config.environments.map((each) => ({ ...each, start: [], approve: policy }));
  Object.assign(catalogue, { config: { ...catalogue.config, environments } });
  const run = await bot.start('restart-one', { by: starter });
  return { run, value: (await bot.card(run, 'approval')).value };
}

const askOf = async (run: string): Promise<AskRow | undefined> =>
  (await bot.parts.store.transaction((tx) => tx.asks.ofRun(run), { reads: true })).at(0);

/** Clicks one after the other; after each, the ask is approved exactly if it may be. */
async function clickThrough({ policy, run, value, clicks }: Voting): Promise<void> {
  const asked = new Set(policy.entries.flatMap((one) => one.groups));
  let counted: readonly string[] = [];
  for (const { who, then } of clicks) {
    today = then ?? today;
    const by = IDS[who] ?? '';
    const answer = await bot.decide(by, 'approve', value);
    const isApproved = (await askOf(run))?.state === 'approved';
    if (!('ok' in answer)) {
      expect(isApproved).toBe(false);
      continue;
    }
    // A vote whose voter could not give it as the next one was given is gone, also if they could again later.
    const may = today.filter(
      ({ id, kind, groups: within }) =>
        [...counted, by].includes(id) &&
        kind === 'member' &&
        (policy.requester || id !== 'p0') &&
        within.some((name) => asked.has(name)),
    );
    counted = may.map(({ id }) => id);
    expect(isApproved).toBe(isMet(placesOf(policy), may));
    if (isApproved) return;
  }
}

async function stop(run: string): Promise<void> {
  today = [{ id: 'stopper', name: 'Stopper', kind: 'member', groups: GROUPS }];
  await bot.decide('stopper', 'stop', run);
  await bot.until(run, ({ receipt }) => receipt !== undefined);
}

interface Voting {
  readonly policy: Policy;
  readonly run: string;
  readonly value: string;
  readonly clicks: readonly { readonly who: number; readonly then: readonly Person[] | null }[];
}

describe('whoever approves, in whatever order, and whatever they are by then', () => {
  it('an ask is approved exactly when the policy is met by people who may approve at that moment', async () => {
    const policies = fc.record({ entries: fc.array(entry, { minLength: 1, maxLength: 2 }), requester: fc.boolean() });
    await fc.assert(
      fc.asyncProperty(policies, people, steps, async (how, first, clicks) => {
        const policy: Policy = { ...how, within: 3_600_000, validFor: 600_000 };
        const starter: Person = { id: 'p0', name: 'p0', kind: 'member', groups: first[0]?.groups ?? [] };
        today = [starter, ...first.slice(1)];
        const { run, value } = await openAsk(policy, 'p0');
        try {
          await clickThrough({ policy, run, value, clicks });
        } finally {
          await stop(run);
        }
      }),
      // Without looking for a smaller one: each takes a run of its own.
      { numRuns: Number(process.env['VOTES'] ?? 40), endOnFailure: true },
    );
  }, 120_000);
});
