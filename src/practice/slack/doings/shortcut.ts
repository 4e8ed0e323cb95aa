import { type Core, DONE, failed, type Shown } from '../core.ts';
import { messageJson } from '../messages.ts';
import { findPerson, findPlace } from '../places.ts';
import { interaction } from './payloads.ts';

const UNANSWERED = failed('The app did not respond. Try again.');

/** A person chooses a shortcut of the app: from anywhere, or on a message (https://docs.slack.dev/interactivity/implementing-shortcuts). */
export async function shortcut(core: Core, personId: string, callbackId: string, ts?: string): Promise<Shown> {
  const { workspace } = core;
  const person = findPerson(workspace.options, personId);
  const message = ts === undefined ? undefined : workspace.messages.get(ts);
  if (ts !== undefined && !message) return failed('This message is gone.');
  const about = message ? aboutMessage(core, personId, message) : { type: 'shortcut' };
  const delivery = await core.connections.deliver('interactive', {
    ...interaction(core, person),
    ...about,
    callback_id: callbackId,
    action_ts: workspace.nextTs(),
  });
  return delivery.kind === 'acked' ? DONE : UNANSWERED;
}

function aboutMessage(core: Core, person: string, message: Parameters<typeof messageJson>[0]) {
  const place = findPlace(core.workspace.options, message.channel);
  const response = core.responses.issue({ person, place });
  return {
    type: 'message_action',
    channel: { id: place.id, name: place.name },
    message: messageJson(message),
    message_ts: message.ts,
    response_url: `${core.connections.origin()}/slack/respond/${response}`,
  };
}
