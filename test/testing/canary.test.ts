import { describe, expect, it } from '@jest/globals';
import { leaks } from '#testing/canary.ts';
import { benchFor, messages, restartSender } from './bench.ts';

const rest = `people: [{ who: bob, does: approve, at: '*' }], expect: { outcome: succeeded }`;

describe('a secret of the account', () => {
  it('that stands nowhere else is no finding', async () => {
    expect(messages(await benchFor('restart-sender', restartSender).one(rest))).toEqual([]);
  });

  it('that stands in the texts people see fails the test, and is not said', async () => {
    const secret = 'practice-canary-third-session-secret';
    const leaky = restartSender.replace('Alerts wait for a minute.', `The key is ${secret}.`);
    const test = await benchFor('restart-sender', leaky).one(rest);
    expect(messages(test)).toEqual(['a secret stands in what people see']);
    expect(JSON.stringify(test)).not.toContain(secret);
  });
});

describe('leaks', () => {
  it('are found in JSON, too', () => {
    expect(leaks(['two\nlines'], { here: JSON.stringify('two\nlines'), there: 'two lines' })).toEqual(['here']);
  });
});
