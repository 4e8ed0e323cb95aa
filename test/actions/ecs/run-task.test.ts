import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import type { Verified } from '#actions/contract.ts';
import type { JsonObject } from '#domain/json.ts';
import type { World } from '#practice/worlds/world.ts';
import { fargateWorld } from '../fargate-world.ts';
import { account, actionOf, mark, type Stage, setStage, token } from '../practice.ts';
import { digests, imageOf, shopWorld } from '../shop.ts';
import { begin, plan, sendAll, verifyAll, type Walk } from '../walk.ts';
import { cluster, world } from '../world.ts';

const action = actionOf('ecs.run-task');
const command = (...words: string[]) => ({ cluster, service: 'api', command: words });
const migrate = command('npm', 'run', 'migrate');

let stage: Stage;
const enter = async (at: World = world()): Promise<void> => {
  stage = await setStage(at);
};
beforeEach(() => enter());
afterEach(() => stage.close());

const sent = async (input: JsonObject): Promise<Walk> =>
  sendAll(stage, action, begin(stage, await plan(stage, action, input)));
const end = async (walk: Walk): Promise<Verified | undefined> => (await verifyAll(stage, action, walk)).at(-1);
const refusal = async (input: JsonObject) => (await action.plan(input, stage.read, stage.ctx())).refuse;
const single = async () =>
  (await stage.read.ecs.familyTasks(cluster, 'api')).filter(({ group }) => group === 'family:api');

/** A revision of `api` that nobody runs yet. */
async function registered(container: JsonObject): Promise<JsonObject> {
  const containerDefinitions = [{ name: 'api', memory: 64, ...container }];
  await stage.practice.perform('RegisterTaskDefinition', { family: 'api', containerDefinitions });
  const [newest = ''] = await stage.read.ecs.listRevisions('api', 1);
  return { cluster, task_definition: newest, command: ['true'] };
}

describe('a task that ends well', () => {
  it('says how long it took, with its last lines and no credential in them', async () => {
    const walk = await sent(migrate);
    expect(await end(walk)).toMatchObject({
      state: 'ok',
      progress: expect.stringMatching(/^task \w{8}… ended after \d+ s · api: exit code 0$/),
      evidence: { exit_code: 0, lines: ['migrating', 'migrated postgres://(credentials)@db/app'] },
    });
  });

  it('is watched from its place in the queue to its end', async () => {
    const walk = await sent(migrate);
    const verdicts = (await verifyAll(stage, action, walk)).map(({ progress }) => progress.split(' ')[2]);
    expect(verdicts).toEqual(expect.arrayContaining(['PROVISIONING', 'RUNNING', 'STOPPED', 'ended']));
  });

  it('is shown on the card: revision, command, image, and variables without what may be secret', async () => {
    const environment = { LEVEL: 'debug', DATABASE_URL: 'postgres://app:hunter2@db/app' };
    const planned = await plan(stage, action, { ...migrate, environment });
    expect(planned.changes.map(({ target, what }) => `${target} · ${what}`)).toEqual([
      'one task of api:1 · runs: npm run migrate',
      'one task of api:1 · container api, image api:1',
      'one task of api:1 · with LEVEL=debug, DATABASE_URL=(hidden)',
    ]);
    expect(planned.blastRadius).toBe('one new task of api:1 in c; no service changes');
    expect(planned.requests[0]?.params).toMatchObject({
      overrides: {
        containerOverrides: [
          {
            name: 'api',
            command: ['npm', 'run', 'migrate'],
            environment: [{ name: 'LEVEL' }, { name: 'DATABASE_URL' }],
          },
        ],
      },
    });
  });

  it('runs the revision that is named, whatever its service runs', async () => {
    const walk = await sent({ cluster, task_definition: 'api:3', command: ['true'] });
    const [task] = await single();
    expect(task).toMatchObject({ taskDefinition: expect.stringMatching(/api:3$/), id: expect.any(String) });
    expect(walk.receipts).toEqual([{ task: task?.arn }]);
  });
});

describe('a task that does not end well', () => {
  it.each([
    [['npm', 'run', 'broken'], 'api: exit code 1', 1, ['relation "users" does not exist']],
    [['npm', 'run', 'greedy'], 'api: exit code 137 (killed: out of memory, or it did not stop in time)', 137, []],
    [['nmp', 'start'], 'api: exit code 127 (the command was not found)', 127, ['/bin/sh: nmp start: not found']],
  ])('%j fails with %s', async (words, why, code, lines) => {
    const verdict = await end(await sent(command(...words)));
    expect(verdict).toMatchObject({
      state: 'failed',
      progress: expect.stringContaining(why),
      evidence: { exit_code: code, stop_code: 'EssentialContainerExited', lines },
    });
    expect(action.results({ ...(await plan(stage, action, migrate)).plan }, [], verdict?.memo)).toMatchObject({
      exit_code: code,
    });
  });

  it('fails with the reason if it never started', async () => {
    const verdict = await end(await sent(await registered({ image: 'api:none' })));
    expect(verdict).toMatchObject({
      state: 'failed',
      progress: expect.stringContaining('never started: CannotPullContainerError'),
      evidence: { exit_code: null, stop_code: 'TaskFailedToStart', lines: 'api does not write to CloudWatch Logs' },
    });
  });

  it('is superseded, and not failed, if somebody stops it', async () => {
    const walk = await sent(command('npm', 'run', 'forever'));
    stage.pass(30);
    await stage.practice.perform('StopTask', { cluster, task: walk.receipts[0]?.['task'] ?? '', reason: 'enough' });
    expect(await end(walk)).toMatchObject({
      state: 'superseded',
      progress: expect.stringContaining('stopped before it ended: enough (api: exit code 143'),
    });
  });

  it('is slow, if it has not started after three minutes', async () => {
    await stage.close();
    await enter({ ...world(), images: { ...world().images, 'api:1': { pullSeconds: 300 } } });
    const states = (await verifyAll(stage, action, await sent(migrate), 240)).map(({ state }) => state);
    expect(states).toEqual(expect.arrayContaining(['pending', 'slow']));
    expect(states.indexOf('slow')).toBeGreaterThan(states.indexOf('pending'));
  });

  it('fails with the reason if ECS has no room for it', async () => {
    const walk = await sent(await registered({ image: 'api:1', memory: 5_000 }));
    expect(await end(walk)).toMatchObject({
      state: 'failed',
      progress: expect.stringMatching(/^ECS started no task: RESOURCE:MEMORY · arn:aws:ecs:.*:container-instance/),
    });
    expect(action.results(walk.plan, walk.receipts, undefined)).toEqual({});
  });

  it('says what it knows, and no more, of a task that ECS has forgotten', async () => {
    const walk = await sent(migrate);
    stage.pass(7_200);
    expect(await end(walk)).toMatchObject({ state: 'failed', progress: expect.stringContaining('is not known') });
  });

  it('tells how it ended, even where its lines may not be read', async () => {
    const walk = await sent(command('npm', 'run', 'broken'));
    stage.pass(60);
    stage.practice.addFault({ op: 'FilterLogEvents', kind: 'deny', times: 5 });
    expect(await end(walk)).toMatchObject({
      state: 'failed',
      evidence: { exit_code: 1, lines: expect.stringMatching(/^The lines cannot be read: logs:FilterLogEvents/) },
    });
  });
});

describe('one at a time', () => {
  it('refuses while another single task of the family runs, whoever started it', async () => {
    await stage.practice.perform('RunTask', { cluster, taskDefinition: 'api:1', startedBy: 'ci/12' });
    expect(await refusal(migrate)).toMatch(/^Task \w{8}… of api runs already, started by ci\/12\./);
    expect(await refusal({ ...migrate, exclusive: false })).toBeUndefined();
  });

  it('does not mind the tasks of services, nor those that have ended', async () => {
    const walk = await sent(migrate);
    expect(await refusal(migrate)).toMatch(/runs already/);
    await end(walk);
    expect(await refusal(migrate)).toBeUndefined();
  });
});

describe('sent twice, because nobody knows whether the first arrived', () => {
  it('is one task', async () => {
    const { requests, ...walk } = begin(stage, await plan(stage, action, migrate));
    const first = await stage.send(requests, 0, walk.receipts);
    const second = await stage.send(requests, 0, walk.receipts);
    const task = (each: typeof first) => (each.outcome === 'answered' ? action.receipt(0, each.answer) : each.outcome);
    expect(task(second)).toEqual(task(first));
    expect(await single()).toHaveLength(1);
  });

  it('is found by the mark of its attempt, and by no other', async () => {
    const walk = await sent(migrate);
    const journal = { begunAt: stage.now(), token, mark, sessionName: stage.sessionName, accessKeyId: 'ASIA' };
    const found = await action.reconcile(walk.plan, 0, stage.read, journal);
    expect(found).toMatchObject({ outcome: 'applied', receipt: walk.receipts[0] });
    await end(walk);
    const retried = await action.plan(migrate, stage.read, stage.ctx({ token: 'another-token' }));
    expect(await action.reconcile(retried.plan, 0, stage.read, journal)).toMatchObject({ outcome: 'not-applied' });
  });
});

describe('what no task can be made of is refused', () => {
  it.each([
    [
      'nothing',
      { cluster, command: ['true'] },
      'Say what to run: task_definition, or the service whose task definition it is.',
    ],
    ['an unknown service', { cluster, service: 'nobody' }, 'There is no service nobody in c.'],
    ['the network of an unknown service', { ...migrate, network_from: 'nobody' }, 'There is no service nobody in c.'],
    ['an unknown container', { ...migrate, container: 'web' }, 'api:1 has no container web, only api.'],
    [
      'a command that is too long',
      command('x'.repeat(8_200)),
      expect.stringMatching(/characters long; ECS takes 8192\.$/),
    ],
  ])('%s', async (_, input, why) => {
    expect(await refusal(input)).toEqual(why);
  });

  it('a task definition that is not there', async () => {
    await expect(refusal({ cluster, task_definition: 'nothing:1' })).rejects.toMatchObject({ kind: 'user' });
  });
});

describe('with another image', () => {
  const shop = { cluster, service: 'shop', command: ['npm', 'run', 'migrate'] };
  const withImage = (reference: string) => ({ ...shop, image: imageOf(reference) });

  beforeEach(async () => {
    await stage.close();
    await enter(shopWorld());
  });

  it('runs a new revision that differs in it alone, and deploys nothing', async () => {
    const before = await stage.read.ecs.service(cluster, 'shop');
    const walk = await sent(withImage('1'));
    expect(await end(walk)).toMatchObject({ state: 'ok' });
    const registered = String(walk.receipts[0]?.['task_definition']);
    const [was, is] = await Promise.all(
      [before?.taskDefinition ?? '', registered].map(async (arn) => (await stage.read.ecs.definition(arn))?.raw),
    );
    const [container] = (was?.['containerDefinitions'] ?? []) as readonly JsonObject[];
    expect(is).toMatchObject({ family: 'shop', containerDefinitions: [{ ...container, image: imageOf('1') }] });
    expect(action.results(walk.plan, walk.receipts, undefined)).toMatchObject({ task_definition: registered });
    expect(await stage.read.ecs.service(cluster, 'shop')).toEqual(before);
  });

  it('runs nothing while no answer has told which revision was registered', async () => {
    const { plan: kept } = await plan(stage, action, withImage('1'));
    expect(await action.ready(kept, 1, stage.read, stage.ctx({ receipts: [{}] }))).toEqual({
      stop: expect.stringContaining('No answer told which revision of shop was registered'),
    });
  });

  it('shows which image it is, and is approved with its digest', async () => {
    const { changes, guarded, warnings } = await plan(stage, action, withImage('1'));
    expect(changes).toContainEqual({
      target: 'one task of shop:2',
      what: 'image of api, in a new revision',
      before: 'shop:stable',
      after: 'shop:1 · sha256:111111111111 · 30 days old · amd64, arm64',
    });
    expect(guarded).toMatchObject({ 'task definition': 'shop:2', 'image of api': digests.one });
    expect(warnings).toEqual([expect.stringContaining('may be moved')]);
  });

  it.each([
    ['is not there', 'nothing', /^There is no image .*:nothing\.$/],
    ['is for another processor', 'arm', /is for arm64, and the tasks run on amd64\.$/],
    ['cannot be pulled', 'old', /is ARCHIVED and cannot be pulled\.$/],
  ])('refuses one that %s', async (_, reference, why) => {
    expect(await refusal(withImage(reference))).toMatch(why);
  });

  it('may register revisions of its family, and run them', async () => {
    const { plan: kept } = await plan(stage, action, withImage('1'));
    const any = [`arn:aws:ecs:us-east-1:${account}:task-definition/shop:*`];
    expect(action.iam(kept).slice(0, 2)).toEqual([
      { Effect: 'Allow', Action: ['ecs:RegisterTaskDefinition', 'ecs:TagResource'], Resource: any },
      { Effect: 'Allow', Action: ['ecs:RunTask'], Resource: any },
    ]);
  });
});

describe('on Fargate', () => {
  const smoke = { cluster, task_definition: 'web:1', container: 'web', command: ['npm', 'test'] };

  beforeEach(async () => {
    await stage.close();
    await enter(fargateWorld());
  });

  it('needs a network, which it takes from a service next to it', async () => {
    expect(await refusal(smoke)).toBe(
      'A task of web:1 needs a network: name a service of the same network as network_from.',
    );
    const { changes, guarded, requests } = await plan(stage, action, { ...smoke, network_from: 'web' });
    expect(changes.at(-1)?.what).toBe('in subnet-0a, subnet-0b, with a public address');
    expect(guarded).toMatchObject({ 'launch type': 'FARGATE', subnets: ['subnet-0a', 'subnet-0b'] });
    expect(requests[0]?.params).toMatchObject({
      launchType: 'FARGATE',
      networkConfiguration: { awsvpcConfiguration: { securityGroups: ['sg-0a'], assignPublicIp: 'ENABLED' } },
    });
  });

  it('asks which of several essential containers runs the command, and wants all of them to end well', async () => {
    const { container: _, ...anywhere } = smoke;
    expect(await refusal({ ...anywhere, network_from: 'web' })).toMatch(
      /^web:1 has more than one essential container: name one of web, proxy/,
    );
    const verdict = await end(await sent({ ...smoke, network_from: 'web' }));
    expect(verdict).toMatchObject({ state: 'failed', progress: expect.stringContaining('proxy: exit code 143') });
  });

  it('hands on the roles of the task, and may do nothing else', async () => {
    const { plan: kept } = await plan(stage, action, { ...smoke, network_from: 'web' });
    expect(action.iam(kept)).toEqual([
      {
        Effect: 'Allow',
        Action: ['ecs:RunTask'],
        Resource: [`arn:aws:ecs:us-east-1:${account}:task-definition/web:1`],
      },
      {
        Effect: 'Allow',
        Action: ['iam:PassRole'],
        Resource: [`arn:aws:iam::${account}:role/execution`, `arn:aws:iam::${account}:role/web`],
      },
    ]);
  });

  it('fails if its Spot capacity is taken back', async () => {
    const walk = await sent({ ...smoke, network_from: 'web', command: ['npm', 'test'] });
    stage.pass(4);
    stage.practice.interrupt(String(walk.receipts[0]?.['task']));
    expect(await end(walk)).toMatchObject({
      state: 'failed',
      progress: expect.stringContaining('never started: Your Spot Task was interrupted.'),
    });
  });
});
