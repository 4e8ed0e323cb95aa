import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import type { JsonObject } from '#domain/json.ts';
import { actionOf, mark, type Stage, setStage } from '../practice.ts';
import { nightly, systemsWorld } from '../systems-world.ts';
import { begin, plan, sendAll, verifyAll } from '../walk.ts';
import { cluster } from '../world.ts';

const action = actionOf('ssm.run-command');
let stage: Stage;
beforeEach(async () => {
  stage = await setStage(systemsWorld());
});
afterEach(() => stage.close());

const ask = (more: JsonObject) => action.plan({ cluster, script: ['restart-agent'], ...more }, stage.read, stage.ctx());
const paramsOf = async (more: JsonObject): Promise<JsonObject> => (await ask(more)).requests[0]?.params ?? {};
const commandsOf = async (more: JsonObject) => ((await paramsOf(more))['Parameters'] as JsonObject)['commands'];

async function run(more: JsonObject) {
  const planned = await plan(stage, action, { cluster, script: ['restart-agent'], ...more });
  const walk = await sendAll(stage, action, begin(stage, planned));
  const last = (await verifyAll(stage, action, walk)).at(-1);
  return { walk, last, results: action.results(walk.plan, walk.receipts, last?.memo) };
}

describe('arguments', () => {
  it('are exported, quoted so that the shell reads nothing of them', async () => {
    const args = { NAME: `a'; rm -rf / #`, COUNT: 9, TOPICS: ['alerts.new', '$(id)'] };
    expect(await commandsOf({ arguments: args, script: ['echo "$NAME"'] })).toEqual([
      `export NAME='a'\\''; rm -rf / #'`,
      `export COUNT='9'`,
      `export TOPICS='alerts.new\n$(id)'`,
      'echo "$NAME"',
    ]);
  });

  it('leave a line that names the interpreter the first', async () => {
    const script = ['#!/bin/bash', 'echo $A'];
    expect(await commandsOf({ arguments: { A: '1' }, script })).toEqual(['#!/bin/bash', `export A='1'`, 'echo $A']);
  });

  it.each([
    ['that Systems Manager would fill in', { A: '{{ssm:/app/secret}}' }, 'opening braces'],
    ['whose name says that it is a secret', { DB_PASSWORD: 'x' }, 'looks like a secret'],
    ['whose name is no variable', { 'a b': 'x' }, 'arguments'],
  ])('%s are refused', async (_, args, words) => {
    await expect(ask({ arguments: args })).rejects.toMatchObject({
      code: 'bad-input',
      message: expect.stringContaining(words),
    });
  });
});

describe('the instances', () => {
  const idsOf = async (more: JsonObject) => (await paramsOf(more))['InstanceIds'];

  it('are those of the cluster, of a service, the first of them, or those named', async () => {
    expect(await idsOf({})).toEqual(['i-0aaa', 'i-0bbb']);
    expect(await idsOf({ service: 'broker' })).toEqual(['i-0aaa']);
    expect(await idsOf({ one: true })).toEqual(['i-0aaa']);
    const { cluster: _, ...named } = { cluster, script: ['df'], instances: ['i-0bbb'] };
    expect((await action.plan(named, stage.read, stage.ctx())).requests[0]?.params['InstanceIds']).toEqual(['i-0bbb']);
  });

  it('must be told one way', async () => {
    await expect(ask({ instances: ['i-0aaa'] })).rejects.toThrow('either "instances" or "cluster"');
  });

  it('must have an agent that answers, and a task of the service', async () => {
    const silent = { script: ['df'], instances: ['i-0aaa', 'i-0zzz'] };
    expect((await action.plan(silent, stage.read, stage.ctx())).refuse).toContain('does not answer on i-0zzz');
    expect((await ask({ service: 'parked' })).refuse).toBe('No task of parked runs on an instance of c.');
  });
});

describe('the document', () => {
  it.each([
    ['none', 'Systems Manager has no document none.'],
    [nightly, 'nightly is a document of type Automation, not Command.'],
  ])('%s is refused', async (document, words) => {
    expect((await ask({ document })).refuse).toBe(words);
  });

  it('of AWS is named without an account in the permission', async () => {
    const { plan: kept } = await plan(stage, action, { cluster, script: ['df'], one: true });
    expect(action.iam(kept)).toMatchObject([
      {
        Resource: [
          'arn:aws:ssm:us-east-1::document/AWS-RunShellScript',
          'arn:aws:ec2:us-east-1:111122223333:instance/i-0aaa',
        ],
      },
    ]);
  });
});

describe('the card', () => {
  it('shows all of a script, so one that is too long is refused', async () => {
    await expect(ask({ script: ['x'.repeat(2_001)] })).rejects.toThrow('does not fit on a card');
  });

  it('shows the script as it is sent', async () => {
    const { changes, blastRadius, requests } = await plan(stage, action, {
      cluster,
      script: ['set -e', 'restart-agent'],
    });
    expect(changes).toMatchObject([{ target: 'i-0aaa, i-0bbb', text: 'set -e\nrestart-agent' }]);
    expect(blastRadius).toContain('2 instances, one after the other');
    expect(requests[0]?.params['Comment']).toBe(mark);
  });
});

describe('the end', () => {
  it('gives exit codes and what was said, without what looks like a secret', async () => {
    const { last, results } = await run({ service: 'broker' });
    expect(last).toMatchObject({ state: 'ok', progress: 'done on 1 of 1' });
    expect(results).toMatchObject({ exit_codes: { 'i-0aaa': 0 }, stdout: 'agent restarted\nDB_PASSWORD=(hidden)' });
    expect((await run({})).results['stdout']).toContain('i-0bbb:\nagent restarted');
  });

  it('with another exit code is a failure, in the words of stderr', async () => {
    const { last, results } = await run({ script: ['df -h /data'] });
    expect(last).toMatchObject({
      state: 'failed',
      progress: 'i-0aaa: failed with exit code 2: df: /data: Input/output error',
    });
    expect(results['exit_codes']).toMatchObject({ 'i-0aaa': 2 });
  });

  it('at the execution timeout is a failure', async () => {
    const { last } = await run({ script: ['sleep 900'], execution_timeout: '30s', one: true });
    expect(last).toMatchObject({ state: 'failed', progress: 'i-0aaa: TimedOut' });
  });

  it('is waited for, and slow when Systems Manager shows no command for a minute', async () => {
    const { walk } = await run({});
    const lost = { ...walk, receipts: [{ command: 'c0ffee00-0000-4000-8000-000000000000' }] };
    const verify = () => action.verify(walk.plan, stage.read, stage.ctx({ ...lost, since: began }));
    const began = stage.now();
    expect((await verify()).state).toBe('pending');
    stage.pass(61);
    expect((await verify()).state).toBe('slow');
  });
});
