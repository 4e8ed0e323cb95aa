import type { JsonObject } from '#domain/json.ts';
import type { Connections } from './connections.ts';
import { TOKEN } from './doings/payloads.ts';
import type { Delivery, Retry } from './envelopes.ts';
import { APP, EVENT_RETRIES } from './options.ts';
import type { Workspace } from './workspace.ts';

/** The Events API (https://docs.slack.dev/apis/events-api). */
export interface Events {
  /** Sends an event, again and again until the bot acknowledges it or Slack gives up; resolves with what came last. */
  readonly send: (event: JsonObject) => Promise<Delivery>;
  /** Sends the last event once more, as Slack does when it missed the acknowledgement. */
  readonly resend: () => Promise<Delivery>;
}

const wait = (ms: number): Promise<void> =>
  new Promise((resolve) => {
    setTimeout(resolve, ms);
  });

const reasonOf = ({ kind }: Delivery): Retry['reason'] => (kind === 'late' ? 'timeout' : 'http_error');

export function createEvents(workspace: Workspace, connections: Connections): Events {
  const { options } = workspace;
  let last: JsonObject | undefined;

  const wrapped = (event: JsonObject): JsonObject => ({
    token: TOKEN,
    team_id: options.team.id,
    api_app_id: APP.id,
    event,
    type: 'event_callback',
    event_id: workspace.nextId('Ev'),
    event_time: Math.floor(options.now() / 1000),
    authorizations: [
      {
        enterprise_id: null,
        team_id: options.team.id,
        user_id: APP.userId,
        is_bot: true,
        is_enterprise_install: false,
      },
    ],
    is_ext_shared_channel: false,
  });

  async function send(event: JsonObject): Promise<Delivery> {
    const payload = wrapped(event);
    last = payload;
    let delivery = await connections.deliver('events_api', payload);
    for (const [before, pause] of (options.eventRetries ?? EVENT_RETRIES).entries()) {
      if (delivery.kind === 'acked') break;
      await wait(pause);
      delivery = await connections.deliver('events_api', payload, { number: before + 1, reason: reasonOf(delivery) });
    }
    return delivery;
  }

  async function resend(): Promise<Delivery> {
    if (!last) return { kind: 'nobody' };
    return connections.deliver('events_api', last, { number: 1, reason: 'timeout' });
  }

  return { send, resend };
}
