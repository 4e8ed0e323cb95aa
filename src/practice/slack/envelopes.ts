import { randomUUID } from 'node:crypto';
import type { WebSocket } from 'ws';
import { isObject, type JsonObject } from '#domain/json.ts';
import { unfolded } from './json-object.ts';
import type { Workspace } from './workspace.ts';

export type EnvelopeType = 'slash_commands' | 'interactive';

export type Delivery =
  | { readonly kind: 'acked'; readonly answer: unknown }
  | { readonly kind: 'late' }
  /** No bot is connected. */
  | { readonly kind: 'nobody' };

export interface Envelopes {
  /** Settles with the acknowledgement, or when its deadline has passed. */
  readonly send: (socket: WebSocket, type: EnvelopeType, payload: JsonObject) => Promise<Delivery>;
  /** Takes what the bot wrote on any of its connections. */
  readonly hear: (written: string) => void;
}

export function createEnvelopes(workspace: Workspace): Envelopes {
  const waiting = new Map<string, (delivery: Delivery) => void>();

  const send: Envelopes['send'] = (socket, type, payload) =>
    new Promise((resolve) => {
      const id = randomUUID();
      const settle = (delivery: Delivery): void => {
        clearTimeout(deadline);
        waiting.delete(id);
        resolve(delivery);
      };
      const deadline = setTimeout(() => settle({ kind: 'late' }), workspace.deadlines.ack);
      waiting.set(id, settle);
      socket.send(JSON.stringify({ envelope_id: id, type, payload, accepts_response_payload: true }));
    });

  const hear: Envelopes['hear'] = (written) => {
    const ack = unfolded(written);
    if (!isObject(ack))
      return workspace.complain(`The bot sent something that is no acknowledgement: ${written.slice(0, 200)}`);
    workspace.remember(ack);
    const settle = waiting.get(String(ack['envelope_id']));
    if (settle) settle({ kind: 'acked', answer: ack['payload'] });
    else workspace.complain('An envelope was acknowledged too late, or twice.');
  };

  return { send, hear };
}
