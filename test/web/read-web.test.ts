import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { type AddressInfo, createServer as createSilent, type Server } from 'node:net';
import { afterEach, describe, expect, it, jest } from '@jest/globals';
import { WebSocketServer } from 'ws';
import type { WebOptions } from '#actions/ports/web-read.ts';
import type { WebAccess } from '#domain/config.ts';
import { ask } from '#web/ask.ts';
import { openSocket } from '#web/open-socket.ts';
import { readWeb } from '#web/read-web.ts';
import { pinned, type Resolve, wayTo } from '#web/way.ts';

const opened: Server[] = [];
afterEach(async () => {
  for (const server of opened.splice(0)) await new Promise((closed) => server.close(closed));
});

async function listening<S extends Server>(server: S): Promise<string> {
  opened.push(server);
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}

const serve = (answer: (request: IncomingMessage, response: ServerResponse) => void) =>
  listening(createServer({ keepAlive: false }, answer));

const hosts: WebAccess['hosts'] = [
  { host: 'api.example.com', private: false },
  { host: '*.shop.example', private: false },
  { host: 'inside.example.com', private: true },
  { host: '10.0.0.5', private: false },
];
const environment = { id: 'prod', web: { hosts, publicAddresses: false } };
const options = { timeout: 2_000, messages: 1 } satisfies WebOptions & { messages: number };
const brief = { ...options, timeout: 50 };

const finding = (...addresses: string[]) => jest.fn<Resolve>(async () => addresses);
const judging = (resolve: Resolve, access: WebAccess = environment.web) =>
  readWeb({ id: 'prod', web: access }, { resolve });

describe('a host that stepward.yml does not list', () => {
  it.each([
    'http://example.com/',
    'http://evil-api.example.com/',
    'http://api.example.com.evil.test/',
    'http://api.example.com./',
    'http://shop.example/',
    'http://evilshop.example/',
    'http://localhost/',
    'http://93.184.216.34/',
    'http://2130706433/',
    'http://0x7f.1/',
    'http://0177.0.0.1/',
    'http://127.1/',
    'http://[::1]/',
    'http://[::ffff:169.254.169.254]/',
    'http://169.254.169.254/latest/meta-data/',
    'http://１６９.254.169.254/',
  ])('is not asked: %s', async (url) => {
    const resolve = finding('93.184.216.34');
    await expect(judging(resolve).get(url, options)).rejects.toMatchObject({
      kind: 'user',
      code: 'host-not-allowed',
      hint: 'stepward.yml lists these under environments.prod.web.hosts.',
    });
    expect(resolve).not.toHaveBeenCalled();
  });

  it('is not asked where nothing is listed at all', async () => {
    await expect(readWeb({ id: 'prod' }).get('http://api.example.com/', options)).rejects.toThrow('may be asked');
  });

  it('is not asked in practice either', async () => {
    const practice = await serve((_, response) => response.end());
    const web = readWeb(environment, { practice });
    await expect(web.get('http://example.com/', options)).rejects.toMatchObject({ code: 'host-not-allowed' });
  });
});

describe('a host that is listed', () => {
  it.each([
    ['127.0.0.1'],
    ['169.254.169.254'],
    ['::ffff:10.0.0.1'],
    ['::ffff:169.254.169.254'],
    ['10.0.0.1'],
    ['192.168.0.1'],
    ['fd00:ec2::254'],
    ['fe80::1'],
    ['0.0.0.0'],
    ['64:ff9b::a9fe:a9fe'],
    ['93.184.216.34', '127.0.0.1'],
  ])('is not asked where it resolves to %s %s', async (...addresses) => {
    const web = judging(finding(...addresses));
    await expect(web.get('https://api.example.com/', options)).rejects.toMatchObject({ code: 'address-not-allowed' });
    await expect(web.open('wss://a.shop.example/', options)).rejects.toMatchObject({ code: 'address-not-allowed' });
  });

  it('is told to be private where that is what is wrong', async () => {
    await expect(judging(finding('10.0.0.1')).get('http://api.example.com/', options)).rejects.toMatchObject({
      message: 'api.example.com is at 10.0.0.1, which may not be asked: it is in a private network',
      hint: expect.stringContaining('private: true'),
    });
    await expect(judging(finding('127.0.0.1')).get('http://api.example.com/', options)).rejects.toMatchObject({
      hint: undefined,
    });
  });

  it.each(['127.0.0.1', '169.254.169.254', 'fd00:ec2::254', '::ffff:127.0.0.1'])(
    'is not asked at %s, though its address may be private',
    async (address) => {
      const web = judging(finding(address));
      await expect(web.get('http://inside.example.com/', options)).rejects.toMatchObject({
        code: 'address-not-allowed',
      });
    },
  );

  it('is not asked at a private address that its URL spells out', async () => {
    await expect(judging(finding()).get('http://10.0.0.5/', options)).rejects.toMatchObject({
      code: 'address-not-allowed',
    });
  });

  it.each([
    ['http://inside.example.com/', '10.255.255.1', 80],
    ['wss://a.b.shop.example/', '93.184.216.34', 443],
    ['https://api.example.com:8443/', '::ffff:93.184.216.34', 8443],
  ])('is looked up once, and the address that was judged is the one that is called: %s', async (url, address, port) => {
    const resolve = finding(address);
    const way = await wayTo(new URL(url), environment, { resolve });
    const { hostname } = new URL(url);
    expect(way).toMatchObject({ host: hostname, port, secure: !url.startsWith('http:') });
    const told = jest.fn();
    way.lookup(hostname, {}, told);
    expect(told).toHaveBeenCalledWith(null, address, address.includes(':') ? 6 : 4);
    expect(resolve.mock.calls).toEqual([[hostname]]);
  });

  it('is told of where it has no address, and where it is not found in time', async () => {
    const lost = Object.assign(new Error('getaddrinfo'), { code: 'ENOTFOUND' });
    const get = (resolve: Resolve) => judging(resolve).get('http://api.example.com/', brief);
    expect(await get(() => Promise.reject(lost))).toEqual({ failed: 'the name has no address' });
    expect(await get(finding())).toEqual({ failed: 'api.example.com has no address' });
    expect(await get(() => new Promise(() => {}))).toEqual({ failed: 'no answer in time' });
  });
});

describe('an IP address', () => {
  const access = { hosts: [], publicAddresses: true };
  const web = judging(finding(), access);

  it('is asked where public ones may be', async () => {
    const resolve = finding();
    const url = new URL('http://93.184.216.34:8080/health');
    const way = await wayTo(url, { id: 'prod', web: access }, { resolve });
    expect(way).toMatchObject({ host: '93.184.216.34', port: 8080 });
    expect(resolve).not.toHaveBeenCalled();
  });

  it.each(['http://10.0.0.1/', 'http://2130706433/', 'http://[::ffff:a9fe:a9fe]/', 'http://[fd00:ec2::254]/'])(
    'is not asked where it is not public: %s',
    async (url) => {
      await expect(web.get(url, options)).rejects.toMatchObject({ code: 'address-not-allowed' });
    },
  );
});

describe('what is no address of the web', () => {
  it.each(['file:///etc/passwd', 'ftp://api.example.com/', 'api.example.com', '', 'ws://api.example.com/'])(
    'is a mistake: "%s"',
    async (url) => {
      await expect(judging(finding()).get(url, options)).rejects.toMatchObject({ kind: 'user', code: 'bad-url' });
    },
  );

  it('is a mistake where it holds a name and a password', async () => {
    const url = 'http://user:pass@api.example.com/';
    await expect(judging(finding()).get(url, options)).rejects.toMatchObject({ code: 'bad-url' });
  });

  it('is a mistake for a websocket that is no websocket', async () => {
    await expect(judging(finding()).open('http://api.example.com/', options)).rejects.toMatchObject({
      code: 'bad-url',
    });
  });
});

it('hands a connection the addresses that were judged, whatever the name', () => {
  const seen: unknown[] = [];
  const told = (...given: unknown[]) => void seen.push(given);
  pinned(['93.184.216.34', '2606:4700::1'])('evil.test', { all: true }, told);
  pinned(['2606:4700::1'])('evil.test', {}, told);
  expect(seen).toEqual([
    [
      null,
      [
        { address: '93.184.216.34', family: 4 },
        { address: '2606:4700::1', family: 6 },
      ],
    ],
    [null, '2606:4700::1', 6],
  ]);
});

describe('a connection', () => {
  it('goes to the address that was judged, and asks nobody for one', async () => {
    const server = createServer(({ headers }, response) => void response.end(headers.host));
    new WebSocketServer({ server });
    const { port } = new URL(await listening(server));
    const way = { host: 'nowhere.invalid', port: Number(port), secure: false, lookup: pinned(['127.0.0.1']) };
    const signal = AbortSignal.timeout(2_000);
    const url = new URL(`http://nowhere.invalid:${port}/`);
    expect(await ask(way, url, options, signal)).toMatchObject({ status: 200, body: `nowhere.invalid:${port}` });
    expect(await openSocket(way, url, { ...options, messages: 0 }, signal)).toMatchObject({ opened: true });
  });
});

describe('a request', () => {
  const get = (practice: string, url = 'http://api.example.com/health?q=1', more: Partial<WebOptions> = {}) =>
    readWeb(environment, { practice }).get(url, { ...options, ...more });

  it('names its host and its headers, and gives status, headers, body and time', async () => {
    const practice = await serve(({ method, url, headers }, response) => {
      response
        .writeHead(201, { 'x-one': ['a', 'b'] })
        .end(JSON.stringify([method, url, headers.host, headers['x-key']]));
    });
    const answer = await get(practice, undefined, { headers: { 'x-key': 'k', host: 'evil.test' } });
    expect(answer).toMatchObject({
      status: 201,
      headers: { 'x-one': 'a, b' },
      body: '["GET","/health?q=1","api.example.com","k"]',
      milliseconds: expect.any(Number),
    });
  });

  it('may ask for the head alone', async () => {
    const practice = await serve(({ method }, response) => response.writeHead(200, { 'x-method': method }).end());
    expect(await get(practice, undefined, { method: 'HEAD' })).toMatchObject({ headers: { 'x-method': 'HEAD' } });
  });

  it('follows no redirect: the metadata of the instance is not asked', async () => {
    const asked: (string | undefined)[] = [];
    const practice = await serve(({ url }, response) => {
      asked.push(url);
      response.writeHead(302, { location: 'http://169.254.169.254/latest/meta-data/' }).end();
    });
    expect(await get(practice)).toMatchObject({ status: 302 });
    expect(asked).toHaveLength(1);
  });

  it('reads 64 kB of a body that does not end', async () => {
    const practice = await serve((_, response) => {
      const more = () => void (response.destroyed || response.write('x'.repeat(50_000), () => setImmediate(more)));
      more();
    });
    const answer = await get(practice);
    expect('body' in answer && answer.body.length).toBe(65_536);
  });

  it('says that there was no answer in time, before the head and within the body', async () => {
    const silent = await serve(() => {});
    expect(await get(silent, undefined, { timeout: 50 })).toEqual({ failed: 'no answer in time' });
    const slow = await serve((_, response) => void response.writeHead(200).write('x'));
    expect(await get(slow, undefined, { timeout: 50 })).toEqual({ failed: 'no answer in time' });
  });

  it('says that a connection was refused or broken off', async () => {
    expect(await get('http://127.0.0.1:1')).toEqual({ failed: 'the connection was refused' });
    const rude = await listening(createSilent((socket) => void socket.destroy()));
    expect(await get(rude)).toEqual({ failed: 'the connection was broken off' });
  });
});

describe('a websocket', () => {
  async function socketServer(send: readonly string[], end = false): Promise<string> {
    const server = createServer((_, response) => void response.writeHead(404).end());
    const sockets = new WebSocketServer({ server });
    sockets.on('connection', (socket) => {
      for (const text of send) socket.send(text);
      if (end) socket.close(1011);
    });
    return listening(server);
  }
  const open = async (practice: string, messages: number, timeout = 2_000) =>
    readWeb(environment, { practice }).open('ws://api.example.com/stream', { messages, timeout });

  it('is opened, and closed once enough messages came', async () => {
    const practice = await socketServer(['one', 'two']);
    expect(await open(practice, 0)).toMatchObject({ opened: true });
    expect(await open(practice, 2)).toEqual({ opened: true, messages: 2 });
  });

  it('is told of where too few messages came', async () => {
    const failed = 'the time was over';
    expect(await open(await socketServer(['one']), 2, 300)).toEqual({ opened: true, messages: 1, failed });
    const closed = await open(await socketServer([], true), 1);
    expect(closed).toEqual({ opened: true, messages: 0, failed: 'closed with 1011' });
  });

  it('is told of where the answer is none', async () => {
    const failed = 'answered with 404 instead of a websocket';
    const practice = await serve((_, response) => void response.writeHead(404).end());
    expect(await open(practice, 1)).toEqual({ opened: false, messages: 0, failed });
    expect(await open('http://127.0.0.1:1', 1)).toMatchObject({
      opened: false,
      failed: expect.stringContaining('REFUSED'),
    });
  });

  it('takes no message that is longer than 64 kB', async () => {
    const practice = await socketServer(['x'.repeat(70_000)]);
    expect(await open(practice, 1)).toMatchObject({ messages: 0, failed: 'Max payload size exceeded' });
  });

  it('follows no redirect', async () => {
    const practice = await serve((_, response) => {
      response.writeHead(302, { location: 'ws://169.254.169.254/' }).end();
    });
    expect(await open(practice, 1)).toMatchObject({ failed: 'answered with 302 instead of a websocket' });
  });
});
