import pg, { type ClientConfig } from 'pg';

/** Real milliseconds between two looks without a notice, and between two tries to connect. */
const lookEvery = 2_000;

export interface Listener {
  /** Begins to listen, once. */
  open(): void;
  close(): Promise<void>;
}

/** Calls `heard` for each notice of the channel, and every two seconds without one, since a notice may be lost with its connection. */
export function createListener(config: ClientConfig, channel: string, heard: (payload?: string) => void): Listener {
  let client: pg.Client | undefined;
  let looking: NodeJS.Timeout | undefined;

  const connect = () => {
    if (client) return;
    const fresh = new pg.Client(config);
    // The next look connects again.
    const lost = () => {
      if (client === fresh) client = undefined;
    };
    client = fresh;
    fresh.on('error', lost).on('end', lost);
    fresh.on('notification', ({ payload }) => heard(payload));
    fresh
      .connect()
      .then(() => fresh.query(`listen ${channel}`))
      .then(() => heard(), lost);
  };
  const look = () => {
    connect();
    heard();
  };
  return {
    open() {
      if (looking) return;
      looking = setInterval(look, lookEvery).unref();
      connect();
    },
    async close() {
      clearInterval(looking);
      await client?.end();
    },
  };
}
