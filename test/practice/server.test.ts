import { request } from 'node:http';
import { DescribeServicesCommand, ECSClient } from '@aws-sdk/client-ecs';
import { GetCallerIdentityCommand, STSClient } from '@aws-sdk/client-sts';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { WebSocket } from 'ws';
import { ALICE, BOT_TOKEN, PROD } from './slack/stage.ts';
import { openPracticeWorld, type PracticeWorld } from './world.ts';

let world: PracticeWorld;
let url: string;
const killed: string[] = [];

beforeAll(async () => {
  world = await openPracticeWorld({
    bot: {
      state: () => 'running',
      kill: async () => void killed.push('kill'),
      start: async () => void killed.push('start'),
      onChange: () => () => {},
    },
  });
  url = world.server.url;
});
afterAll(() => world.end());

const json = { 'content-type': 'application/json' };
const post = (path: string, body: unknown, headers: Record<string, string> = json) =>
  fetch(url + path, { method: 'POST', body: JSON.stringify(body), headers });
const said = async (path: string, body: unknown) => (await post(path, body)).json();

/** The status of a request that claims another host, which `fetch` does not let us write. */
const statusFor = (host: string): Promise<number | undefined> =>
  new Promise((resolve, reject) => {
    const sent = request(`${url}/page/state`, { headers: { host } }, (response) => {
      response.resume();
      resolve(response.statusCode);
    });
    sent.on('error', reject).end();
  });

describe('one port for the practice world', () => {
  it('is an endpoint for the AWS SDK, JSON and forms alike', async () => {
    const credentials = { accessKeyId: 'AKIAPRACTICE00000000', secretAccessKey: 'practice' };
    const config = { endpoint: url, region: 'eu-west-1', credentials };
    const identity = await new STSClient(config).send(new GetCallerIdentityCommand());
    expect(identity.Account).toBe('111122223333');
    const ecs = new ECSClient({ ...config, endpoint: `${url}/aws` });
    const described = await ecs.send(
      new DescribeServicesCommand({ cluster: 'alerting-platform-prod-cluster', services: ['kafka'] }),
    );
    expect(described.services).toMatchObject([{ serviceName: 'kafka', desiredCount: 1 }]);
  });

  it('hands controls, Slack and the page to those who answer them', async () => {
    expect(await (await fetch(`${url}/_sim/clock`)).json()).toMatchObject({ scale: 0 });
    const auth = await fetch(`${url}/slack/api/auth.test`, { method: 'POST', body: `token=${BOT_TOKEN}` });
    expect(await auth.json()).toMatchObject({ ok: true });
    expect(await (await fetch(url)).text()).toContain('<title>Stepward practice</title>');
    expect((await fetch(`${url}/nowhere`)).status).toBe(404);
    expect((await fetch(`${url}/slack/nowhere`)).status).toBe(400);
  });

  it('bundles the page, with nothing to load from elsewhere', async () => {
    const [script, style] = await Promise.all(
      ['js', 'css'].map(async (end) => (await fetch(`${url}/page.${end}`)).text()),
    );
    expect(script).toContain('The practice server cannot be reached');
    expect(style).toContain('.sidebar');
    expect(style).not.toMatch(/url\(["']?https?:/);
  });

  it('rejects where the port is taken', async () => {
    const { startPracticeServer } = await import('#practice/server.ts');
    const again = startPracticeServer({ ...world, port: world.server.port, host: '127.0.0.1' });
    await expect(again).rejects.toMatchObject({ code: 'EADDRINUSE' });
  });
});

describe('what foreign pages may do', () => {
  it('nothing under another host name', async () => {
    expect(await statusFor('evil.example')).toBe(403);
    expect(await statusFor('127.0.0.1.evil.example')).toBe(403);
    expect(await statusFor('localhost:4646')).toBe(200);
  });

  it('no posts and no sockets from another origin', async () => {
    const evil = { origin: 'https://evil.example' };
    expect((await post('/page/bot', { do: 'kill' }, evil)).status).toBe(403);
    expect((await post('/', { Action: 'x' }, { ...evil, 'x-amz-target': 'x.y' })).status).toBe(403);
    expect(killed).toEqual([]);
    const socket = new WebSocket(`${url.replace('http', 'ws')}/slack/link?ticket=x`, {
      origin: 'https://evil.example',
    });
    const error = await new Promise<Error>((resolve) => socket.once('error', resolve));
    expect(error.message).toContain('403');
  });
});

describe('the page behind its buttons', () => {
  it('shows a person what they see', async () => {
    const state = await (await fetch(`${url}/page/state?as=${ALICE}`)).json();
    expect(state).toMatchObject({
      slack: { me: { id: ALICE }, places: [{ name: 'prod-ops' }, { name: 'secret' }, { kind: 'direct' }] },
      cluster: { cluster: 'alerting-platform-prod-cluster' },
      clock: { now: Date.parse('2026-11-21T08:06:00Z'), scale: 0 },
      bot: 'running',
    });
    const stranger = await (await fetch(`${url}/page/state?as=U0NOBODY`)).json();
    expect(stranger).toMatchObject({ slack: { me: { id: ALICE } } });
  });

  it('does what a person does', async () => {
    expect(await said('/page/do', { do: 'post', as: ALICE, channel: PROD, text: 'Good morning' })).toEqual({
      ok: true,
    });
    expect(await said('/page/do', { do: 'command', as: ALICE, channel: PROD, line: '/runbook' })).toEqual({
      ok: false,
      error: '/runbook failed with the error "dispatch_failed"',
    });
    expect(await said('/page/do', { do: 'click', as: ALICE, ts: '1.0', actionId: 'go' })).toMatchObject({ ok: false });
    expect(await said('/page/do', { do: 'submit', as: ALICE, viewId: 'V0', values: {} })).toMatchObject({ ok: false });
    expect(await said('/page/do', { do: 'close', as: ALICE, viewId: 'V0' })).toMatchObject({ ok: false });
    expect(await said('/page/do', { do: 'speed', scale: 0 })).toEqual({ ok: true });
  });

  it.each([
    [{}],
    [{ do: 'dance' }],
    [{ do: 'speed', scale: 7 }],
    [{ do: 'post', as: ALICE, channel: PROD }],
    [{ do: 'submit', as: ALICE, viewId: 'V0', values: { a: { b: 1 } } }],
    ['not an object'],
  ])('refuses %j', async (body) => {
    expect(await said('/page/do', body)).toMatchObject({ ok: false, error: 'bad-request' });
  });

  it('kills and starts the bot, and nothing else', async () => {
    expect(await said('/page/bot', { do: 'kill' })).toEqual({ ok: true });
    expect(await said('/page/bot', { do: 'start' })).toEqual({ ok: true });
    expect(await said('/page/bot', { do: 'promote' })).toMatchObject({ error: 'bad-request' });
    expect(killed).toEqual(['kill', 'start']);
  });

  it('tells pages when something changed, at most ten times a second', async () => {
    const response = await fetch(`${url}/page/events`);
    const reader = response.body?.pipeThrough(new TextDecoderStream()).getReader();
    const next = async () => (await reader?.read())?.value;
    expect(await next()).toContain('event: changed');
    const before = performance.now();
    for (let i = 0; i < 50; i += 1) await world.slack.post(ALICE, PROD, `Message ${i}`);
    expect(await next()).toBe('event: changed\ndata: {}\n\n');
    expect(performance.now() - before).toBeGreaterThan(50);
    await reader?.cancel();
  });
});
