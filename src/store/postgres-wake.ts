import { randomUUID } from 'node:crypto';
import type { ClientConfig } from 'pg';
import { createListener } from './postgres-listener.ts';
import { createNotifier } from './postgres-notifier.ts';
import { createWake, type Wake } from './wake.ts';

const channel = 'stepward';

/**
 * Wakes this process at once and the others by NOTIFY.
 * Notices go out after the commit and apart from it: inside, they would make all commits of the server wait for each other.
 */
export function createPostgresWake(
  config: ClientConfig,
  send: (sql: string, values: string[]) => Promise<unknown>,
): Wake & { close(): Promise<void> } {
  const self = randomUUID();
  const wake = createWake();
  const notifier = createNotifier(() => send('select pg_notify($1, $2)', [channel, self]));
  const server = createListener(config, channel, (payload) => {
    if (payload !== self) wake.ring();
  });
  return {
    ring() {
      wake.ring();
      notifier.notify();
    },
    listen(listener) {
      server.open();
      return wake.listen(listener);
    },
    async close() {
      await notifier.close();
      await server.close();
    },
  };
}
