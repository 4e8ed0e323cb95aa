import { describe, expect, it } from '@jest/globals';
import { benchFor, messages, pauseAndLook, restartSender } from './bench.ts';

const approved = `people: [{ who: bob, does: approve, at: '*' }]`;

describe('a test that passes', () => {
  const { one, run } = benchFor('restart-sender', restartSender);

  it('says so of everything that it may expect', async () => {
    const test = await one(`reason: drill, ${approved}, expect: {
      outcome: succeeded, calls: [UpdateService sender], writes: 1, asked: [{ step: sender, of: sre }], held: [], refused: [],
      steps: { sender: passed }, duration: { at_least: 1m, at_most: 10m },
      world: { services: { sender: { status: degraded, desired: 1, running: 1, task_definition: 'sender:5' } },
               parameters: { /alerting-platform/prod/session-secret: { version: 3, labels: [current] } } } }`);
    expect(messages(test)).toEqual([]);
  });

  it('is the same one every time', async () => {
    const rest = `${approved}, expect: { outcome: succeeded }`;
    const [first, second] = [await one(rest), await one(rest)];
    expect(second.story).toEqual(first.story);
    expect(second.duration).toBe(first.duration);
  });

  it('is run alone when its name is asked for', async () => {
    const entry = (name: string): string =>
      `  - { name: ${name}, as: carol, environment: prod, expect: { refused: [{ who: carol }] } }\n`;
    const { tests } = await run(entry('this one') + entry('another'), 'this');
    expect(tests.map(({ name }) => name)).toEqual(['this one']);
  });
});

describe('an expectation that is not met', () => {
  const { one } = benchFor('restart-sender', restartSender);

  it('is told with what was expected, what was there, and its place', async () => {
    const test = await one(`${approved}, expect: { outcome: stopped, calls: [StopTask sender], writes: 0 }`);
    expect(test.misses).toEqual([
      { place: { line: 4, column: 105 }, message: 'the run ended otherwise', lines: ['- stopped', '+ succeeded'] },
      {
        place: expect.anything(),
        message: 'other calls took effect',
        lines: ['- StopTask sender', '+ UpdateService sender'],
      },
      {
        place: expect.anything(),
        message: '0 writes were expected, 1 took effect',
        lines: ['+ UpdateService sender'],
      },
    ]);
  });

  it('is told of each kind', async () => {
    const test = await one(`${approved}, expect: {
      asked: [{ step: sender, of: oncall }], held: [{ step: sender }], refused: [{ who: carol }], steps: { sender: skipped },
      duration: { at_most: 1s }, world: { services: { sender: { running: 2 }, nobody: { running: 1 } } } }`);
    expect(test.misses.map(({ message, lines }) => [message, ...lines])).toEqual([
      ['others were asked', '- sender of oncall', '+ sender of sre'],
      ['other steps were held', '- sender'],
      ['other things were refused', '- carol'],
      ['steps ended otherwise', '- sender: skipped', '+ sender: passed'],
      [expect.stringMatching(/^the run took .*, not at most 1 s$/)],
      [
        'the account is otherwise in the end',
        '- services.sender.running: 2',
        '- services.nobody.running: 1',
        '+ services.sender.running: 1',
        '+ services.nobody.running: not there',
      ],
    ]);
  });

  it('is told of a card that offers something else', async () => {
    const left = 'people: [{ who: bob, does: nothing, at: sender }]';
    const test = await one(`${left}, expect: { held: [{ step: sender, offers: [retry, rollback, stop] }] }`);
    expect(test.misses.map(({ lines }) => lines)).toEqual([
      ['- sender offering retry, rollback, stop', '+ sender offering retry, skip, stop'],
    ]);
  });

  it('comes with the story of the run', async () => {
    const { story } = await one(`${approved}, expect: { outcome: stopped }`);
    expect(story.map(({ text }) => text)).toEqual([
      'alice starts restart-sender',
      'sender asks @sre to approve',
      'bob: approve at sender',
      'UpdateService sender',
      'sender passed',
      'the run ended: Succeeded',
    ]);
    expect(new Date(story[0]?.at ?? 0).toISOString()).toBe('2026-01-22T18:00:00.000Z');
  });

  it('is a run that cannot be started, unless that is expected', async () => {
    const refused = `expect: { outcome: not-started, refused: [{ who: carol, does: start, saying: Guests }] }`;
    const { run } = benchFor('restart-sender', restartSender);
    const { tests } = await run(
      `  - { name: a, as: carol, environment: prod, ${refused} }\n  - { name: b, as: carol, environment: prod, expect: { writes: 0 } }\n`,
    );
    expect(tests.map(messages)).toEqual([
      [],
      ['other things were refused\n+ carol start saying "Guests cannot decide anything here."'],
    ]);
  });
});

describe('what a test says that will happen', () => {
  const { one } = benchFor('restart-sender', restartSender);

  it('must happen: of people', async () => {
    const people = `people: [{ who: bob, does: reject, at: sender }, { who: bob, does: retry, at: sender }]`;
    const test = await one(`${people}, expect: { outcome: stopped }`);
    expect(messages(test)).toEqual(['bob never got to retry at sender']);
    expect(test.misses[0]?.place.line).toBe(4);
  });

  it('must happen: of faults', async () => {
    const rest = `people: [{ who: bob, does: reject, at: sender }], faults: [{ at: sender, when: applied, do: deny }]`;
    expect(messages(await one(`${rest}, expect: { outcome: stopped }`))).toEqual([
      'deny never happened: sender was never applied',
    ]);
  });

  it('is refused only where it is expected', async () => {
    const people = `people: [{ who: carol, does: approve, at: sender }, { who: bob, does: reject, at: sender }]`;
    const test = await one(`${people}, expect: { outcome: stopped }`);
    expect(test.misses).toEqual([
      {
        place: expect.anything(),
        message: 'other things were refused',
        lines: ['+ carol approve sender saying "Guests cannot decide anything here."'],
      },
    ]);
    const expected = `expect: { outcome: stopped, refused: [{ who: carol, at: sender }] }`;
    expect(messages(await one(`${people}, ${expected}`))).toEqual([]);
  });
});

describe('time', () => {
  it('is simulated: a run of more than two hours ends when it would', async () => {
    const { one } = benchFor('pause-and-look', pauseAndLook);
    const people = `people: [{ who: alice, does: done, at: look, after: 20m, with: { note: fine } }]`;
    const test = await one(`${people}, expect: { outcome: succeeded }`);
    expect(messages(test)).toEqual([]);
    expect(test.duration).toBe(140 * 60_000);
  });

  it('runs out for cards that nobody answers', async () => {
    const { one } = benchFor('pause-and-look', pauseAndLook);
    const test = await one(
      `people: [{ who: alice, does: nothing, at: look }], expect: { held: [{ step: look, why: expired }], outcome: stopped }`,
    );
    expect(messages(test)).toEqual([]);
    expect(test.duration).toBe(180 * 60_000);
  });
});
