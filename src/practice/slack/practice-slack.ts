import type { IncomingMessage, ServerResponse } from 'node:http';
import { Failure } from '#domain/failure.ts';
import { changeConnections } from './change-connections.ts';
import { type Connections, createConnections } from './connections.ts';
import { type Core, DONE, type Shown } from './core.ts';
import { type Click, click } from './doings/click.ts';
import { command } from './doings/command.ts';
import { openHome } from './doings/open-home.ts';
import { post } from './doings/post.ts';
import { shortcut } from './doings/shortcut.ts';
import { closeView, submitView, type Values } from './doings/submit-view.ts';
import { createEvents, type Events } from './events.ts';
import type { Faults } from './faults.ts';
import { markRead } from './mentions.ts';
import { remove } from './messages.ts';
import type { Changeable, PracticeSlackOptions, SlackChannel, SlackPerson } from './options.ts';
import { createResponseUrls } from './response-urls.ts';
import { type Sight, sightOf } from './sight.ts';
import { answerResponseUrl, answerUpload, answerWebApi } from './web-api.ts';
import { createWorkspace } from './workspace.ts';

/**
 * A Slack workspace with one app in it. The real Bolt talks to it in Socket Mode or by HTTP (`slackApiUrl: http://…/slack/api/`);
 * people act through the functions below, each of which resolves with what Slack would show the person.
 */
export interface PracticeSlack {
  /** Answers /slack/api/*, /slack/respond/*, /slack/upload/* and, for tests, /slack/connections. */
  readonly handle: (request: IncomingMessage, response: ServerResponse) => Promise<void>;
  /** Takes the WebSockets of /slack/link. */
  readonly upgrade: Connections['upgrade'];
  readonly people: readonly SlackPerson[];
  readonly channels: () => readonly SlackChannel[];
  /** People come and go, groups and channels change, the app is granted something else. */
  readonly change: (more: Changeable) => void;
  /** Somebody deletes a message. */
  readonly remove: (ts: string) => void;
  /** The bytes of a file that the bot has shared. */
  readonly file: (id: string) => Uint8Array | undefined;
  /** What goes wrong until it is set anew. */
  readonly faults: Pick<Faults, 'list' | 'set'>;
  readonly view: (person: string) => Sight;
  /** The person has seen what there is; `mentions` counts what comes after. */
  readonly markRead: (person: string) => void;
  /** The line with its slash: `/runbook start x`. */
  readonly command: (person: string, channel: string, line: string) => Promise<Shown>;
  readonly click: (person: string, clicked: Click) => Promise<Shown>;
  readonly submitView: (person: string, viewId: string, values: Values) => Promise<Shown>;
  readonly closeView: (person: string, viewId: string) => Promise<Shown>;
  readonly post: (person: string, channel: string, text: string, threadTs?: string) => Promise<Shown>;
  /** The app's Home is opened; it is drawn when the app answers. */
  readonly openHome: (person: string) => Promise<Shown>;
  /** A shortcut of the manifest, on the message where one is named. */
  readonly shortcut: (person: string, callbackId: string, ts?: string) => Promise<Shown>;
  /** Returns the way to stop listening. */
  readonly onChange: (listener: () => void) => () => void;
  /** Everything the bot has sent, oldest first; the last 5000. */
  readonly payloads: () => readonly unknown[];
  /** What a real Slack would have refused or dropped, oldest first; the last 200. */
  readonly complaints: () => readonly string[];
  /** What happens in a workspace that apps have subscribed to: `{ type: 'app_mention', … }`. */
  readonly events: Events;
  /** How the bot is connected, and what can go wrong with that. */
  readonly connections: Pick<Connections, 'count' | 'disconnect' | 'cut' | 'mute' | 'say'>;
  readonly close: () => void;
}

const KEPT_PAYLOADS = 5000;
const KEPT_COMPLAINTS = 200;

const keepLast = <T>(items: T[], item: T, most: number): void => {
  items.push(item);
  if (items.length > most) items.shift();
};

function createCore(options: PracticeSlackOptions, ears: Parameters<typeof createWorkspace>[1]): Core {
  const workspace = createWorkspace(options, ears);
  return { workspace, connections: createConnections(workspace), responses: createResponseUrls(workspace) };
}

function route(core: Core): PracticeSlack['handle'] {
  return async (request, response) => {
    const path = request.url ?? '';
    core.connections.reachedAt(request.headers.host ?? '127.0.0.1');
    if (path.startsWith('/slack/api/')) return answerWebApi(core, request, response);
    if (path.startsWith('/slack/respond/')) return answerResponseUrl(core, request, response);
    if (path === '/slack/connections') return changeConnections(core.connections, request, response);
    if (path.startsWith('/slack/upload/')) return answerUpload(core, request, response);
    throw new Failure('user', 'no-such-page', `There is nothing at ${path}.`);
  };
}

type Doings = Pick<
  PracticeSlack,
  'view' | 'markRead' | 'command' | 'click' | 'submitView' | 'closeView' | 'post' | 'openHome' | 'shortcut'
>;

/** What people see and do. */
const doingsOf = (core: Core, events: Events): Doings => ({
  view: (person) => sightOf(core, person),
  markRead: (person) => markRead(core.workspace, person),
  command: (person, channel, line) => command(core, person, channel, line),
  click: (person, clicked) => click(core, person, clicked),
  submitView: (person, viewId, values) => submitView(core, person, viewId, values),
  closeView: (person, viewId) => closeView(core, person, viewId),
  post: async (person, channel, text, threadTs) => {
    post(core, events, { person, channel, text, ...(threadTs ? { threadTs } : {}) });
    return DONE;
  },
  openHome: async (person) => {
    openHome(core, events, person);
    return DONE;
  },
  shortcut: (person, callbackId, ts) => shortcut(core, person, callbackId, ts),
});

export function createPracticeSlack(options: PracticeSlackOptions): PracticeSlack {
  const listeners = new Set<() => void>();
  const payloads: unknown[] = [];
  const complaints: string[] = [];
  const changed = (): void => {
    for (const listener of listeners) listener();
  };
  const core = createCore(options, {
    changed,
    complain: (trouble) => {
      keepLast(complaints, trouble, KEPT_COMPLAINTS);
      changed();
    },
    remember: (payload) => keepLast(payloads, payload, KEPT_PAYLOADS),
  });
  const events = createEvents(core.workspace, core.connections);
  return {
    handle: route(core),
    upgrade: core.connections.upgrade,
    get people() {
      return core.workspace.options.people;
    },
    channels: () => core.workspace.options.channels,
    change: core.workspace.change,
    remove: (ts) => {
      const message = core.workspace.messages.get(ts);
      if (message) remove(core.workspace, message);
    },
    file: (id) => core.workspace.files.get(id)?.bytes,
    faults: core.workspace.faults,
    ...doingsOf(core, events),
    onChange: (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    payloads: () => payloads,
    complaints: () => complaints,
    events,
    connections: core.connections,
    close: core.connections.close,
  };
}
