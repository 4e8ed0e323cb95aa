import { randomUUID } from 'node:crypto';
import type { WebSocket } from 'ws';
import { isObject, type JsonObject } from '#domain/json.ts';
import { unfolded } from './json-object.ts';
import type { Workspace } from './workspace.ts';

export type EnvelopeType = 'slash_commands' | 'interactive' | 'events_api';

/** How often an event was sent before, and why it is sent again. */
export interface Retry {
  readonly number: number;
  readonly reason: 'timeout' | 'http_error';
}

/** What is delivered, by whichever way. */
export interface Outgoing {
  readonly type: EnvelopeType;
  readonly payload: JsonObject;
  readonly retry?: Retry;
}

export type Delivery =
  | { readonly kind: 'acked'; readonly answer: unknown }
  | { readonly kind: 'late' }
  /** No bot is connected, or it answered with an error. */
  | { readonly kind: 'nobody' };

export interface Envelopes {
  /** Settles with the acknowledgement, or when its deadline has passed. */
  readonly send: (socket: WebSocket, outgoing: Outgoing) => Promise<Delivery>;
  /** Takes what the bot wrote on this connection: an envelope is acknowledged on the one that it came by. */
  readonly hear: (socket: WebSocket, written: string) => void;
  /** Settles when nothing that was sent on this connection waits any more. */
  readonly settled: (socket: WebSocket) => Promise<unknown>;
}

interface Waiting {
  readonly socket: WebSocket;
  readonly settle: (delivery: Delivery) => void;
  readonly settled: Promise<Delivery>;
}

const envelope = (id: string, { type, payload, retry }: Outgoing): string =>
  JSON.stringify({
    envelope_id: id,
    type,
    payload,
    accepts_response_payload: type !== 'events_api',
    ...(type === 'events_api' ? { retry_attempt: retry?.number ?? 0, retry_reason: retry?.reason ?? '' } : {}),
  });

export function createEnvelopes(workspace: Workspace): Envelopes {
  const waiting = new Map<string, Waiting>();

  const send: Envelopes['send'] = (socket, outgoing) => {
    const id = randomUUID();
    const { promise: settled, resolve } = Promise.withResolvers<Delivery>();
    const settle = (delivery: Delivery): void => {
      clearTimeout(deadline);
      waiting.delete(id);
      resolve(delivery);
    };
    const deadline = setTimeout(() => settle({ kind: 'late' }), workspace.deadlines.ack);
    waiting.set(id, { socket, settle, settled });
    socket.send(envelope(id, outgoing));
    return settled;
  };

  const hear: Envelopes['hear'] = (socket, written) => {
    const ack = unfolded(written);
    if (!isObject(ack))
      return workspace.complain(`The bot sent something that is no acknowledgement: ${written.slice(0, 200)}`);
    workspace.remember(ack);
    const known = waiting.get(String(ack['envelope_id']));
    if (known?.socket === socket) known.settle({ kind: 'acked', answer: ack['payload'] });
    else workspace.complain('An envelope was acknowledged too late, twice, or on another connection.');
  };

  const settled: Envelopes['settled'] = (socket) =>
    Promise.all([...waiting.values()].filter((each) => each.socket === socket).map((each) => each.settled));

  return { send, hear, settled };
}
