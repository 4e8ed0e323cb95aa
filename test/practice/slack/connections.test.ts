import { once } from 'node:events';
import { afterEach, describe, expect, it } from '@jest/globals';
import { WebSocket } from 'ws';
import { ALICE, openStage, PROD, type Stage, until } from './stage.ts';

let stage: Stage;
afterEach(() => stage.end());

async function connect(): Promise<{
  readonly socket: WebSocket;
  readonly next: () => Promise<Record<string, unknown>>;
}> {
  const { url } = await stage.call('apps.connections.open', {}, 'xapp-practice');
  const socket = new WebSocket(String(url));
  const unread: Record<string, unknown>[] = [];
  socket.on('message', (data) => {
    unread.push(JSON.parse(String(data)));
    socket.emit('unread');
  });
  const next = async () => {
    if (unread.length === 0) await once(socket, 'unread');
    return unread.shift() ?? {};
  };
  return { socket, next };
}

describe('Socket Mode', () => {
  it('greets each connection and sends an envelope to one of them, in turn', async () => {
    stage = await openStage();
    const [first, second] = [await connect(), await connect()];
    expect(await first.next()).toMatchObject({ type: 'hello', connection_info: { app_id: 'A0STEPWARD' } });
    expect(await second.next()).toMatchObject({ type: 'hello', num_connections: 2 });
    for (const { socket, next } of [first, second]) {
      const shown = stage.slack.command(ALICE, PROD, '/runbook');
      const { envelope_id, ...envelope } = await next();
      expect(envelope).toMatchObject({
        type: 'slash_commands',
        accepts_response_payload: true,
        payload: { command: '/runbook' },
      });
      socket.send(JSON.stringify({ envelope_id, payload: { text: 'Done' } }));
      expect(await shown).toEqual({ ok: true });
    }
    expect(stage.slack.view(ALICE).places[0]?.messages).toMatchObject([{ text: 'Done' }, { text: 'Done' }]);
    first.socket.close();
    second.socket.close();
  });

  it('takes each ticket once', async () => {
    stage = await openStage();
    const { url } = await stage.call('apps.connections.open', {}, 'xapp-practice');
    const first = new WebSocket(String(url));
    await once(first, 'open');
    const second = new WebSocket(String(url));
    const [refusal] = await once(second, 'error');
    expect(String(refusal)).toContain('401');
    first.close();
  });

  it('refuses an eleventh connection', async () => {
    stage = await openStage();
    const opened = [];
    for (let i = 0; i < 11; i += 1) opened.push(await connect());
    expect(await opened.at(-1)?.next()).toEqual({ type: 'disconnect', reason: 'too_many_websockets' });
    for (const { socket } of opened) socket.close();
  });

  it('asks the bot to connect anew, and complains about what is no acknowledgement', async () => {
    stage = await openStage();
    const { socket, next } = await connect();
    await next();
    stage.slack.connections.disconnect('refresh_requested');
    expect(await next()).toMatchObject({ type: 'disconnect', reason: 'refresh_requested' });
    socket.send('hello?');
    await until(stage.slack, () => stage.slack.complaints().length === 1);
    expect(stage.slack.complaints()[0]).toContain('hello?');
    socket.close();
  });
});
