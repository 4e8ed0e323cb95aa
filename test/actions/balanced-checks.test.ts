import { afterEach, describe, expect, it } from '@jest/globals';
import type { CheckRead } from '#actions/contract.ts';
import type { JsonObject } from '#domain/json.ts';
import type { Program, World } from '#practice/worlds/world.ts';
import { listenerArn, machineArn, shop } from '../practice/aws/shop.ts';
import { checkOf, type Stage, setStage } from './practice.ts';

const stages: Stage[] = [];
afterEach(async () => {
  for (const stage of stages.splice(0)) await stage.close();
});

/** `before` runs at the beginning, `after` is what is deployed. */
async function open(before: Program = {}, after: Program = {}, more: Partial<World> = {}) {
  const stage = await setStage(shop(after, { before, percents: [100, 300] }, more));
  stages.push(stage);
  return {
    ...stage,
    look: (id: string, input: JsonObject): Promise<CheckRead> => checkOf(id).read(input, stage.read, stage.ctx()),
    deploy: () => stage.practice.perform('UpdateService', { cluster: 'c', service: 'api', taskDefinition: 'api:2' }),
  };
}

describe('elb.targets-healthy', () => {
  const of = { cluster: 'c', service: 'api' };

  it('holds while every running task is a healthy target', async () => {
    const { look } = await open();
    expect(await look('elb.targets-healthy', of)).toMatchObject({
      state: 'ok',
      progress: '1 of 1 task healthy behind the load balancer',
      outputs: { healthy: [expect.any(String)], unhealthy: [] },
    });
  });

  it('is pending while a target of the new deployment is registered, and says which', async () => {
    const { look, deploy, pass } = await open();
    await deploy();
    expect(await look('elb.targets-healthy', of)).toMatchObject({ state: 'pending' });
    pass(12);
    expect(await look('elb.targets-healthy', of)).toMatchObject({
      state: 'pending',
      progress: expect.stringMatching(/^0 of 1 task .* · .{8}… initial in api: Elb.RegistrationInProgress/),
    });
    pass(60);
    expect(await look('elb.targets-healthy', of)).toMatchObject({ state: 'ok' });
  });

  it('is pending, with the reason, while a target is unhealthy', async () => {
    const { look, deploy, pass } = await open({}, { web: { '/health': { status: 500 } } });
    await deploy();
    pass(20);
    expect(await look('elb.targets-healthy', of)).toMatchObject({
      state: 'pending',
      progress: expect.stringContaining(
        'unhealthy in api: Target.ResponseCodeMismatch (Health checks failed with these codes: [500])',
      ),
      outputs: { unhealthy: [expect.any(String)] },
    });
  });

  it.each([
    [{ service: 'gone' }, 'gone is not in c'],
    [{ target_group: 'arn:other' }, 'api is no target of arn:other'],
  ])('fails at once for %j', async (more, progress) => {
    const { look } = await open();
    expect(await look('elb.targets-healthy', { ...of, ...more })).toMatchObject({ state: 'failed', progress });
  });

  it('fails where the target group is gone', async () => {
    const { look } = await open({}, {}, { targetGroups: [] });
    expect(await look('elb.targets-healthy', of)).toMatchObject({
      state: 'failed',
      progress: expect.stringMatching(/^the target group .* is gone$/),
    });
  });
});

describe('elb.routes', () => {
  const routes = async (expectations: readonly JsonObject[], more: Partial<World> = {}) =>
    (await open({}, {}, more)).look('elb.routes', { listener: listenerArn, cluster: 'c', expect: [...expectations] });
  const host = 'app.example.com';

  it('holds if the first rule that matches forwards to the service or the target group', async () => {
    const read = await routes([
      { path: '/api/config', host, service: 'api' },
      { path: '/v2/x', host: 'other.test', target_group: 'api' },
      { path: '/', host, target_group: 'web' },
    ]);
    expect(read).toMatchObject({ state: 'ok', outputs: { wrong: [] } });
    expect(read.evidence).toEqual({
      'app.example.com/api/config': 'api by rule 10',
      'other.test/v2/x': 'api by rule 20',
      'app.example.com/': 'web by the default rule',
    });
  });

  it('says what goes elsewhere: upper and lower case of a path differ', async () => {
    expect(await routes([{ path: '/API/config', host, service: 'api' }])).toMatchObject({
      state: 'failed',
      outputs: { wrong: ['app.example.com/API/config goes to web by the default rule, not to api'] },
    });
  });

  it('does not guess where a rule asks for a host that is not given', async () => {
    expect(await routes([{ path: '/api/config', service: 'api' }])).toMatchObject({
      state: 'failed',
      progress: '/api/config may match rule 10, which asks for more than a path and a host',
    });
  });

  it('says of a rule that it is over its quotas, over all its conditions', async () => {
    const hosts = ['a.test', 'b.test', 'c.test'];
    const rules = [{ priority: 1, hosts, paths: ['/*/*/*', '/?/?/?', '/x'], forward: 'web' }];
    const listeners = [{ loadBalancer: 'shop', port: 80, rules, otherwise: 'api' }];
    expect(await routes([{ path: '/', host, service: 'api' }], { listeners })).toMatchObject({
      state: 'failed',
      outputs: {
        wrong: ['rule 1 has 6 condition values, of at most 5', 'rule 1 has 6 wildcards, of at most 5'],
      },
    });
  });

  it.each([
    ['^(a+)+$', '/aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa!'],
    ['(', '/x'],
  ])('leaves the regular expression %s undecided', async (regex, path) => {
    const rules = [{ priority: 1, pathRegexes: [regex], forward: 'web' }];
    const listeners = [{ loadBalancer: 'shop', port: 80, rules, otherwise: 'api' }];
    expect(await routes([{ path, service: 'api' }], { listeners })).toMatchObject({
      state: 'failed',
      progress: expect.stringContaining('may match rule 1'),
    });
  });

  it('says that a service is behind no load balancer, and that a listener is gone', async () => {
    expect(await routes([{ path: '/', host, service: 'gone' }])).toMatchObject({
      outputs: { wrong: ['gone is behind no load balancer'] },
    });
    const { look } = await open();
    const gone = await look('elb.routes', { listener: `${listenerArn}0`, expect: [{ path: '/', service: 'api' }] });
    expect(gone).toMatchObject({ state: 'failed', progress: expect.stringContaining('is gone') });
  });
});

describe('cloudmap.instances', () => {
  const of = { cluster: 'c', service: 'api', namespace: 'shop.local', name: 'api' };
  const clean = { namespaces: [{ name: 'shop.local', services: [{ name: 'api' }] }] };

  it('holds while it hands out the addresses of running tasks and no others', async () => {
    const { look } = await open({}, {}, clean);
    expect(await look('cloudmap.instances', of)).toMatchObject({
      state: 'ok',
      outputs: { missing: [], stale: [], unhealthy: [] },
    });
  });

  it('is pending while an address is missing or belongs to no task, and says which', async () => {
    const { look, deploy, pass } = await open();
    expect(await look('cloudmap.instances', of)).toMatchObject({
      state: 'pending',
      progress: expect.stringContaining('of no running task: 10.9.9.9'),
      outputs: { stale: ['10.9.9.9'], missing: [] },
    });
    await deploy();
    pass(11);
    expect((await look('cloudmap.instances', of)).outputs['missing']).toHaveLength(1);
  });

  it.each([
    [{ name: 'gone' }, 'gone is not in the namespace shop.local'],
    [{ namespace: 'gone.local' }, 'api is not in the namespace gone.local'],
    [{ service: 'gone' }, 'gone is not in c'],
  ])('fails at once for %j', async (more, progress) => {
    const { look } = await open();
    expect(await look('cloudmap.instances', { ...of, ...more })).toMatchObject({ state: 'failed', progress });
  });
});

describe('cloudwatch.alarms', () => {
  it('holds while they are quiet, of whatever type', async () => {
    const { look } = await open();
    expect(await look('cloudwatch.alarms', { names: ['errors', 'all'] })).toMatchObject({ state: 'ok' });
  });

  it('is pending while one rings, and until it has been quiet for long enough', async () => {
    const { look, pass, now } = await open();
    pass(60);
    expect(await look('cloudwatch.alarms', { names: ['errors', 'all'] })).toMatchObject({
      state: 'pending',
      progress: '1 of 2 alarms are quiet · errors is ALARM: too many',
      outputs: { ringing: ['errors'] },
    });
    pass(40);
    const quiet = { names: ['errors'], for: '1m' };
    expect(await look('cloudwatch.alarms', quiet)).toMatchObject({ state: 'pending', due: now() + 50_000 });
    pass(50);
    expect(await look('cloudwatch.alarms', quiet)).toMatchObject({ state: 'ok' });
  });

  it('lets the author say what no data means', async () => {
    const { look } = await open();
    expect(await look('cloudwatch.alarms', { names: ['lines'] })).toMatchObject({ state: 'pending' });
    const lenient = await look('cloudwatch.alarms', { names: ['lines'], treat_missing: 'ok' });
    expect(lenient).toMatchObject({ state: 'ok' });
  });

  it('fails for a name that CloudWatch leaves out', async () => {
    const { look } = await open();
    expect(await look('cloudwatch.alarms', { names: ['errors', 'eror'] })).toMatchObject({
      state: 'failed',
      progress: 'There is no alarm eror',
    });
  });
});

describe('states.definition', () => {
  const machine = async (States: JsonObject) =>
    (await open({}, {}, { stateMachines: [{ name: 'release', definition: { States } }] })).look('states.definition', {
      state_machine: machineArn,
    });
  const update = (Parameters: JsonObject) => ({ Resource: 'arn:aws:states:::aws-sdk:ecs:updateService', Parameters });

  it('holds where no state sets a count, and every revision is exact or comes from the input', async () => {
    const read = await machine({
      Deploy: update({ TaskDefinition: 'api:7' }),
      Other: update({ 'TaskDefinition.$': '$.revision' }),
      Wait: { Type: 'Wait', DesiredCount: 2 },
    });
    expect(read).toMatchObject({ state: 'ok', outputs: { wrong: [] } });
  });

  it('finds counts and moving revisions in branches, too', async () => {
    const Branches = [{ States: { Web: update({ DesiredCount: 2, TaskDefinition: 'web:3' }) } }];
    const read = await machine({ Api: update({ TaskDefinition: 'api' }), Both: { Type: 'Parallel', Branches } });
    expect(read).toMatchObject({ state: 'failed' });
    expect(read.outputs['wrong']).toEqual([
      'Api deploys the newest revision of api, which may not be the approved one',
      'Web sets DesiredCount, which undoes a count set by hand',
    ]);
  });

  it('fails where there is no such state machine', async () => {
    const { look } = await open();
    const read = await look('states.definition', { state_machine: `${machineArn}0` });
    expect(read).toMatchObject({ state: 'failed', progress: expect.stringContaining('there is no state machine') });
  });
});

describe('over the web', () => {
  const secret = 'sk_live_aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa';
  const web: Program['web'] = {
    '/api/config': { body: JSON.stringify({ status: 'ok', items: [{ id: 7 }], token: secret }) },
    '/api/broken': { status: 500, body: 'status ok' },
    '/api/login': { needsSecret: '/api/key' },
    '/api/slow': { delay: 60 },
    '/api/stream': { messages: ['one', 'two'] },
    '/health': {},
  };
  const site = 'http://app.example.com/api';
  const ask = async (id: string, input: JsonObject) => (await open({ web })).look(id, input);

  it('holds for a status that is expected', async () => {
    expect(await ask('http.status', { url: `${site}/config`, times: 3 })).toMatchObject({
      state: 'ok',
      progress: `3 of 3 answers of ${site}/config are right`,
      outputs: { status: 200 },
    });
    expect(await ask('http.status', { url: `${site}/broken`, expect: [500], method: 'HEAD' })).toMatchObject({
      state: 'ok',
    });
  });

  it.each([
    [`${site}/broken`, {}, 'answered with 500'],
    [`${site}/slow`, { latency: '0s' }, /took \d+ ms/],
    ['http://app.example.com:8000/api/config', {}, 'the connection was broken off'],
    [`${site}/login`, {}, 'answered with 401'],
  ])('is pending for %s %j', async (url, more, why) => {
    expect(await ask('http.status', { url, ...more })).toMatchObject({
      state: 'pending',
      progress: expect.stringMatching(why),
    });
  });

  it('holds a host that stepward.yml does not list for a mistake', async () => {
    await expect(ask('http.status', { url: 'http://example.org/' })).rejects.toMatchObject({
      kind: 'user',
      hint: expect.stringContaining('stepward.yml'),
    });
  });

  it.each([
    [{ contains: '"status":"ok"' }, true],
    [{ contains: 'down' }, false],
    [{ matches: '"id":[0-9]' }, true],
    [{ matches: '^ok' }, false],
    [{ json: 'status', equals: 'ok' }, true],
    [{ json: 'items.0.id', equals: 7 }, true],
    [{ json: 'items.0.id', equals: '7' }, false],
    [{ json: 'items.length.x', equals: 1 }, false],
  ])('reads a body: %j', async (expected, found) => {
    const read = await ask('http.body', { url: `${site}/config`, ...expected });
    expect(read).toMatchObject({ state: found ? 'ok' : 'pending', outputs: { found, status: 200 } });
    expect(JSON.stringify(read)).not.toContain(secret);
  });

  it('takes no body of a failure for an answer', async () => {
    const read = await ask('http.body', { url: `${site}/broken`, contains: 'ok' });
    expect(read).toMatchObject({ state: 'pending', progress: expect.stringContaining('answered with 500') });
  });

  it.each([
    {},
    { contains: 'a', matches: 'b' },
    { json: 'status' },
    { contains: 'a', equals: 'b' },
    { matches: '(a+)+' },
    { matches: 'a*b*' },
    { matches: '(' },
    { contains: 'a', headers: { host: 'evil.test' } },
    { contains: 'a', headers: { 'X-Key': 'k' } },
  ])('holds %j for a mistake', async (expected) => {
    await expect(ask('http.body', { url: `${site}/config`, ...expected })).rejects.toMatchObject({
      code: 'bad-input',
    });
  });

  it('opens a websocket', async () => {
    const url = 'ws://app.example.com/api/stream';
    expect(await ask('websocket.opens', { url, messages: 2 })).toMatchObject({
      state: 'ok',
      progress: `${url} opened, 2 of 2 messages came`,
      outputs: { opened: true, messages: 2 },
    });
    expect(await ask('websocket.opens', { url, messages: 3, wait: '1s' })).toMatchObject({ state: 'pending' });
    expect(await ask('websocket.opens', { url: 'ws://app.example.com/api/config' })).toMatchObject({
      state: 'pending',
      outputs: { opened: false, messages: 0 },
    });
  });
});
