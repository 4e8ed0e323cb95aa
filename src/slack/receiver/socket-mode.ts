import { Failure } from '#domain/failure.ts';
import { addresses, type SocketModeSettings } from './address.ts';
import type { Connection } from './connection.ts';
import { createInbox } from './inbox.ts';
import { keepLine } from './line.ts';
import { type Outcome, remedyOf } from './outcome.ts';
import type { SlackReceiver } from './receiver.ts';
import { TIMING, type Timing } from './timing.ts';

/** Slack gives an app at most 10; with two, one can be lost or replaced while the other takes what comes. */
const LINES = 2;

const refusal = (code: string): Failure =>
  new Failure('user', 'slack-refused', `Slack does not take the app token: ${code}.`, { hint: remedyOf(code) });

/**
 * Socket Mode (https://docs.slack.dev/apis/events-api/using-socket-mode). Bolt's own receiver leaves seconds without a connection at each of
 * Slack's refreshes, loses acknowledgements when it stops, and ends the process on an `app_rate_limited`.
 * Starting rejects with Failure `slack-refused` where Slack does not take the token; later trouble is logged, and trying goes on.
 */
export function createSocketReceiver(
  settings: SocketModeSettings & { readonly timing?: Partial<Timing> },
): SlackReceiver {
  const { logger: log } = settings;
  const timing = { ...TIMING, ...settings.timing };
  const inbox = createInbox(log);
  const connections = new Set<Connection>();
  const stopping = new AbortController();
  const { signal } = stopping;
  const open = (): number => [...connections].filter(({ isOpen }) => isOpen()).length;
  const staying = (): number => [...connections].filter(({ isStaying }) => isStaying()).length;
  const started = Promise.withResolvers<void>();

  function begun(connection: Connection): void {
    connections.add(connection);
    void connection.gone.then(() => connections.delete(connection));
  }

  function ended(outcome: Outcome): void {
    if (outcome.kind === 'refused') started.reject(refusal(outcome.code));
  }

  const address = addresses(settings);
  const parts = { inbox, log, timing, address, begun, up: started.resolve, ended, staying, signal };
  let lines: readonly Promise<void>[] = [];

  async function stop(): Promise<void> {
    stopping.abort();
    const end = performance.now() + timing.drain;
    await Promise.all([...connections].map((connection) => connection.retire(0)));
    await Promise.all(lines);
    await inbox.drained(Math.max(0, end - performance.now()));
  }

  return {
    init: inbox.init,
    async start() {
      lines = Array.from({ length: LINES }, () => keepLine(parts));
      try {
        await started.promise;
      } catch (thrown) {
        await stop();
        throw thrown;
      }
    },
    stop,
    status: () => ({ mode: 'socket', ready: !signal.aborted && open() > 0, connections: open(), ...inbox.state() }),
  };
}
