import { randomUUID } from 'node:crypto';
import type { ClientConfig } from 'pg';
import { createEar } from './postgres-listen.ts';
import { createTeller } from './postgres-tell.ts';
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
  const teller = createTeller(() => send('select pg_notify($1, $2)', [channel, self]));
  const ear = createEar(config, channel, (payload) => {
    if (payload !== self) wake.ring();
  });
  return {
    ring() {
      wake.ring();
      teller.tell();
    },
    listen(listener) {
      ear.open();
      return wake.listen(listener);
    },
    async close() {
      await teller.close();
      await ear.close();
    },
  };
}
