import type { Core } from '../core.ts';
import type { Events } from '../events.ts';
import { modalJson } from '../modals.ts';
import { findPerson, findPlace } from '../places.ts';

/** A person opens the app's Home (https://docs.slack.dev/reference/events/app_home_opened); the app draws it when it hears of that. */
export function openHome({ workspace }: Core, events: Events, personId: string): void {
  const { id } = findPerson(workspace.options, personId);
  const home = workspace.homes.get(id);
  void events.send({
    type: 'app_home_opened',
    user: id,
    channel: findPlace(workspace.options, id).id,
    tab: 'home',
    event_ts: workspace.nextTs(),
    ...(home ? { view: modalJson(workspace, home) } : {}),
  });
}
