import { afterEach, describe, expect, it } from '@jest/globals';
import { readSettings, writeSettings } from '#aws/clients.ts';
import { unsent } from '#aws/errors.ts';
import { createLimiter, type Time } from '#aws/limiter.ts';
import { operationOf } from '#aws/operations.ts';
import { readEcs } from '#aws/read-ecs.ts';
import { readSsm } from '#aws/read-ssm.ts';
import { closeAll, script } from './scripted.ts';

const region = 'us-east-1';
const credentials = { accessKeyId: 'AKIA', secretAccessKey: 'x' };
afterEach(closeAll);

/** A clock that moves only while somebody waits. */
function clock(): Time & { readonly waits: readonly number[] } {
  const waits: number[] = [];
  let at = 0;
  return {
    waits,
    now: () => at,
    async wait(milliseconds) {
      waits.push(milliseconds);
      at += milliseconds;
    },
  };
}

const stage = async (body: object) => {
  const { endpoint, asked } = await script(() => ({ body }));
  const time = clock();
  return { options: { endpoint, credentials }, asked, time, limiter: createLimiter(0.1, time) };
};

const times = async (count: number, ask: () => Promise<unknown>): Promise<void> => {
  for (let n = 0; n < count; n += 1) await ask();
};

describe('reads', () => {
  it('are held back once a tenth of the burst is used, to a tenth of the rate', async () => {
    const { options, asked, time, limiter } = await stage({ services: [] });
    const ecs = readEcs(readSettings(options, region, limiter));
    await times(12, () => ecs.services('c', ['api']));
    expect(time.waits).toEqual([500, 500]);
    expect(asked).toHaveLength(12);
  });

  it('of another class do not wait for them', async () => {
    const { options, time, limiter } = await stage({ services: [], taskArns: [], Parameters: [] });
    const ecs = readEcs(readSettings(options, region, limiter));
    await times(10, () => ecs.services('c', ['api']));
    await readSsm(readSettings(options, region, limiter)).parameter('/a');
    expect(time.waits).toEqual([]);
  });

  it('count together in one account and region, whichever client they come from', async () => {
    const { options, time, limiter } = await stage({ services: [] });
    const clients = [readEcs(readSettings(options, region, limiter)), readEcs(readSettings(options, region, limiter))];
    for (const client of clients) await times(6, () => client.services('c', ['api']));
    expect(time.waits).toEqual([500, 500]);
  });

  it('are not held back without a share', async () => {
    const { options, asked } = await stage({ services: [] });
    const began = performance.now();
    await times(15, () => readEcs(readSettings(options, region)).services('c', ['api']));
    expect(asked).toHaveLength(15);
    expect(performance.now() - began).toBeLessThan(2_000);
  });
});

describe('writes', () => {
  const start = { service: 'ssm', operation: 'StartAutomationExecution', params: { DocumentName: 'nightly' } };

  it('that would wait longer than some seconds are not sent, and are told as held back, not as lost', async () => {
    const { options, asked, limiter } = await stage({ AutomationExecutionId: 'e' });
    const send = () => operationOf(start)?.(writeSettings(options, region, limiter), start.params);
    await send();
    const thrown: unknown = await send()?.catch((error: unknown) => error);
    expect(thrown).toMatchObject({ kind: 'transient', code: 'held-back' });
    expect(unsent(thrown, (text) => text)).toMatchObject({
      outcome: 'refused',
      throttled: true,
      message: expect.stringContaining("10 % of AWS's quota for automation starts"),
    });
    expect(asked).toHaveLength(1);
  });
});
