import { describe, expect, it } from '@jest/globals';
import { createPracticeAws } from '#practice/aws/practice-aws.ts';
import { createClock } from '#practice/clock.ts';
import { startAccount } from '#practice/start-account.ts';
import { worlds } from '#practice/worlds/index.ts';

const place = { account: '111122223333', region: 'us-east-1' };

describe('an account of a test', () => {
  it('is the same every time, to the ids of its tasks, also after somebody deployed', async () => {
    const look = async () => {
      const account = await startAccount({ world: 'alerting-platform', ...place });
      await account.strike('someone-deploys', 'sender');
      account.advance(120_000);
      const view = account.view();
      await account.close();
      return view;
    };
    const [first, second] = [await look(), await look()];
    expect(JSON.stringify(first)).toMatch(/[0-9a-f]{32}/);
    expect(second).toEqual(first);
  });
});

describe('an account of practice', () => {
  const [world] = worlds.values();
  if (!world) throw new Error('there are no worlds');
  const look = (seed: object) =>
    createPracticeAws({ world, clock: createClock({ mode: 'manual', start: 0 }), roles: [], ...place, ...seed }).view();

  it('has ids of its own, unless a seed is named', () => {
    expect(look({})).not.toEqual(look({}));
    expect(look({ seed: 'a' })).toEqual(look({ seed: 'a' }));
    expect(look({ seed: 'a' })).not.toEqual(look({ seed: 'b' }));
  });
});
