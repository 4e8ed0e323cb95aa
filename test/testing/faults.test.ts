import { describe, expect, it } from '@jest/globals';
import { benchFor, messages, restartSender } from './bench.ts';

const { one } = benchFor('restart-sender', restartSender);
const approved = `people: [{ who: bob, does: approve, at: '*' }]`;
const fault = (when: string, what: string): string => `faults: [{ at: sender, when: ${when}, do: ${what} }]`;
const once = `calls: [UpdateService sender], outcome: succeeded`;

describe('a fault', () => {
  it('of a request is there before the request goes out', async () => {
    const test = await one(`${approved}, ${fault('applied', 'lose-answer')}, expect: { ${once} }`);
    expect(messages(test)).toEqual([]);
    expect(test.story.map(({ text }) => text)).toContain('UpdateService sender, answered with dropped');
  });

  it('of the world comes after the request was answered', async () => {
    const people = `people: [{ who: bob, does: approve, at: sender }, { who: alice, does: stop, at: sender, after: 1m }]`;
    const rest = `${people}, ${fault('applied', 'someone-deploys')}, expect: { calls: [UpdateService sender], held: [{ step: sender, why: superseded }] }`;
    expect(messages(await one(rest))).toEqual([]);
  });

  it('of the world, while the card is up, voids the approval', async () => {
    const test = await one(
      `${approved}, ${fault('asked', 'someone-scales')}, expect: { outcome: succeeded, asked: [{ step: sender, of: sre }, { step: sender, of: sre }] }`,
    );
    expect(messages(test)).toEqual([]);
  });

  it('that is written twice strikes the second time that its step gets there', async () => {
    const twice = `faults: [{ at: sender, when: asked, do: someone-scales }, { at: sender, when: asked, do: someone-scales }]`;
    const ask = '{ step: sender, of: sre }';
    const rest = `${approved}, ${twice}, expect: { outcome: succeeded, asked: [${ask}, ${ask}, ${ask}], world: { services: { sender: { desired: 3 } } } }`;
    expect(messages(await one(rest))).toEqual([]);
  });

  it('happens to what the test names, or to what the step changes', async () => {
    const elsewhere = `faults: [{ at: sender, when: asked, do: someone-scales, on: evaluator }]`;
    const world = `world: { services: { sender: { desired: 1 }, evaluator: { desired: 2 } } }`;
    expect(messages(await one(`${approved}, ${elsewhere}, expect: { ${once}, ${world} }`))).toEqual([]);
  });

  it('that cannot happen to what the step changes is a failure of the test', async () => {
    const rest = `${approved}, ${fault('asked', 'someone-writes-parameter')}, expect: { ${once} }`;
    expect(messages(await one(rest))).toEqual([expect.stringMatching(/happens to a parameter/)]);
  });
});

describe('a worker that dies', () => {
  it.each(['planning', 'planned', 'verifying'])('while %s leaves its work to another', async (when) => {
    expect(messages(await one(`${approved}, ${fault(when, 'worker-dies')}, expect: { ${once} }`))).toEqual([]);
  });

  it('with an answer in its hands leaves it to be looked up, and nothing is sent twice', async () => {
    const test = await one(`${approved}, ${fault('applied', 'worker-dies')}, expect: { ${once}, writes: 1 }`);
    expect(messages(test)).toEqual([]);
    const names = test.story.map(({ text }) => text);
    expect(names.indexOf('worker-dies at sender, applied')).toBe(names.indexOf('UpdateService sender') - 1);
  });
});

describe('an approval', () => {
  it('that is used too late is asked for again', async () => {
    const expected = `expect: { ${once}, asked: [{ step: sender, of: sre }, { step: sender, of: sre }], duration: { at_least: 10m } }`;
    expect(messages(await one(`${approved}, ${fault('applied', 'late')}, ${expected}`))).toEqual([]);
  });

  it('that nobody has given cannot be late', async () => {
    const rest = `${approved}, ${fault('asked', 'late')}, expect: { ${once} }`;
    expect(messages(await one(rest))).toEqual(['Nobody has approved "sender" there, so nothing is late.']);
  });
});

describe('another run that has what the step needs', () => {
  it('is waited for', async () => {
    const rest = `${approved}, ${fault('planned', 'lock-taken')}, expect: { ${once}, duration: { at_least: 5m } }`;
    expect(messages(await one(rest))).toEqual([]);
  });

  it('can be taken over', async () => {
    const people = `people: [{ who: bob, does: take-over, at: sender, after: 1m }, { who: bob, does: approve, at: sender }]`;
    const expected = `expect: { ${once}, duration: { at_most: 4m } }`;
    expect(messages(await one(`${people}, ${fault('planned', 'lock-kept')}, ${expected}`))).toEqual([]);
  });
});

describe('another run, while a run is rolled back', () => {
  const grow = `
steps:
  - id: grow
    title: Start another sender
    impact: None.
    action: ecs.scale-service
    with: { cluster: alerting-platform-prod-cluster, service: sender, desired: 2 }
    timeout: 5m
`;
  const { one: rolledBack } = benchFor('grow', grow);
  // The first card of the step says that it is slow: it has its locks still.
  const people = `{ who: bob, does: approve, at: '*' }, { who: bob, does: nothing, at: grow }, { who: bob, does: rollback, at: grow }`;
  const failing = `{ at: grow, when: applied, do: tasks-cannot-start }`;
  const expected = `outcome: rolled-back, world: { services: { sender: { desired: 1 } } }`;

  it('is waited for as the rolling back begins', async () => {
    const faults = `faults: [${failing}, { at: run~undo, when: planned, do: lock-taken }]`;
    const test = await rolledBack(
      `people: [${people}], ${faults}, expect: { ${expected}, duration: { at_least: 10m } }`,
    );
    expect(messages(test)).toEqual([]);
  });

  it('is waited for where a held step had let go of what it had', async () => {
    const denied = `faults: [${failing}, { at: grow~undo, when: applied, do: deny }, { at: grow~undo, when: held, do: lock-taken }]`;
    const retried = `people: [${people}, { who: alice, does: retry, at: grow~undo }]`;
    const test = await rolledBack(`${retried}, ${denied}, expect: { ${expected} }`);
    expect(messages(test)).toEqual([]);
    expect(test.story.map(({ text }) => text)).toContainEqual(
      expect.stringMatching(/^grow~undo waits for .* another run$/),
    );
  });

  it('cannot have what the run has kept', async () => {
    const faults = `faults: [${failing}, { at: grow~undo, when: planned, do: lock-taken }]`;
    const test = await rolledBack(`people: [${people}], ${faults}, expect: { ${expected} }`);
    expect(messages(test)).toEqual([expect.stringMatching(/held already by the run itself/)]);
  });
});

describe('a person who stops the run', () => {
  it.each(['planning', 'planned', 'applied', 'verifying', 'settling'])(
    'while the step is %s is heard',
    async (when) => {
      const people = `people: [{ who: alice, does: stop, at: sender, when: ${when} }, { who: bob, does: approve, at: '*' }]`;
      const test = await one(`${people}, expect: { outcome: stopped }`);
      const heard = messages(test).filter((message) => !message.startsWith('bob never'));
      expect(heard).toEqual([]);
    },
  );
});
