import { afterEach, describe, expect, it } from '@jest/globals';
import type { Source } from '#actions/contract.ts';
import type { Form } from '#engine/api.ts';
import { type Harness, openHarness } from './harness.ts';
import { runbook } from './texts.ts';

let bot: Harness;
afterEach(() => bot.close());

const chosen = runbook(
  'chosen',
  `inputs:
  service:
    type: string
    title: Service
    from: ecs.services
    with: { cluster: "\${{ environment.values.cluster }}" }
  others: { type: array, items: string, title: Others, required: false, from: ecs.clusters }
steps:
  - { id: pause, title: "\${{ inputs.service }}", wait: 1s }
`,
);

/** The source, from now on otherwise. */
function replace(choices: Source['choices']): void {
  const source = bot.parts.actions.get('ecs.services');
  if (source?.kind !== 'source') throw new Error('no such source');
  Object.assign(bot.parts, { actions: new Map(bot.parts.actions).set('ecs.services', { ...source, choices }) });
}

const form = () => bot.engine.form('alice', undefined, 'chosen') as Promise<Form>;

const start = (inputs: Record<string, unknown>) =>
  bot.engine.start({
    runbook: 'chosen',
    environment: 'prod',
    inputs,
    reason: 'drill',
    by: 'alice',
    surface: 'terminal',
    startKey: JSON.stringify(inputs),
  });

describe('choices that are read from AWS', () => {
  it('fill the form with what there is now', async () => {
    bot = await openHarness({ runbooks: [chosen] });
    const { choices } = await form();
    expect(choices['service']).toEqual(expect.arrayContaining(['kafka', 'sender', 'zookeeper']));
    expect(choices['others']).toEqual(['alerting-platform-prod-cluster']);
  });

  it('are left out of the form where they cannot be read', async () => {
    bot = await openHarness({ runbooks: [chosen] });
    bot.aws.addFault({ op: 'ListServices', kind: 'deny', times: 10 });
    expect(Object.keys((await form()).choices)).toEqual(['others']);
  });

  it('are left out of the form where they take too long', async () => {
    bot = await openHarness({ runbooks: [chosen] });
    replace(() => new Promise(() => {}));
    expect(Object.keys((await form()).choices)).toEqual(['others']);
  });

  it('are checked again at the start: what is not there is refused, with what is near', async () => {
    bot = await openHarness({ runbooks: [chosen] });
    expect(await start({ service: 'kafak' })).toEqual({
      problems: [{ name: 'service', message: 'Service: there is no "kafak" in prod; did you mean "kafka"?' }],
    });
    expect(await start({ service: 'sender', others: 'elsewhere' })).toMatchObject({ problems: [{ name: 'others' }] });
    expect(await bot.engine.runs({ limit: 5 })).toEqual([]);
    expect(await start({ service: 'sender' })).toMatchObject({ again: false });
    expect(await bot.engine.runs({ limit: 5 })).toMatchObject([{ runbook: 'chosen', reason: 'drill' }]);
  });

  it('that cannot be read at the start let nothing start unchecked', async () => {
    bot = await openHarness({ runbooks: [chosen] });
    bot.aws.addFault({ op: 'ListServices', kind: 'deny', times: 10 });
    expect(await start({ service: 'sender' })).toEqual({
      problems: [
        {
          name: 'service',
          message: expect.stringMatching(/^Service cannot be checked now, so nothing was started: /),
        },
      ],
    });
    expect(await bot.engine.runs({ limit: 5 })).toEqual([]);
  });

  it('of a source that the program no longer has let nothing start either', async () => {
    bot = await openHarness({ runbooks: [chosen] });
    const actions = new Map(bot.parts.actions);
    actions.delete('ecs.services');
    Object.assign(bot.parts, { actions });
    expect(await start({ service: 'sender' })).toMatchObject({
      problems: [{ message: expect.stringContaining('This program has no source "ecs.services".') }],
    });
  });
});
