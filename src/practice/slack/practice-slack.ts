import type { IncomingMessage, ServerResponse } from 'node:http';
import { Failure } from '#domain/failure.ts';
import { type Connections, createConnections } from './connections.ts';
import { type Core, DONE, type Shown } from './core.ts';
import { type Click, click } from './doings/click.ts';
import { command } from './doings/command.ts';
import { post } from './doings/post.ts';
import { closeView, submitView, type Values } from './doings/submit-view.ts';
import { markRead } from './mentions.ts';
import type { PracticeSlackOptions, SlackPerson } from './options.ts';
import { createResponseUrls } from './response-urls.ts';
import { type Sight, sightOf } from './sight.ts';
import { answerResponseUrl, answerWebApi } from './web-api.ts';
import { createWorkspace } from './workspace.ts';

/**
 * A Slack workspace with one app in it. The real Bolt talks to it in Socket Mode (`slackApiUrl: http://…/slack/api/`);
 * people act through the functions below, each of which resolves with what Slack would show the person.
 */
export interface PracticeSlack {
  /** Answers /slack/api/* and /slack/respond/*. */
  readonly handle: (request: IncomingMessage, response: ServerResponse) => Promise<void>;
  /** Takes the WebSockets of /slack/link. */
  readonly upgrade: Connections['upgrade'];
  readonly people: readonly SlackPerson[];
  readonly view: (person: string) => Sight;
  /** The person has seen what there is; `mentions` counts what comes after. */
  readonly markRead: (person: string) => void;
  /** The line with its slash: `/runbook start x`. */
  readonly command: (person: string, channel: string, line: string) => Promise<Shown>;
  readonly click: (person: string, clicked: Click) => Promise<Shown>;
  readonly submitView: (person: string, viewId: string, values: Values) => Promise<Shown>;
  readonly closeView: (person: string, viewId: string) => Promise<Shown>;
  readonly post: (person: string, channel: string, text: string, threadTs?: string) => Promise<Shown>;
  /** Returns the way to stop listening. */
  readonly onChange: (listener: () => void) => () => void;
  /** Everything the bot has sent, oldest first; the last 5000. */
  readonly payloads: () => readonly unknown[];
  /** What a real Slack would have refused or dropped, oldest first; the last 200. */
  readonly complaints: () => readonly string[];
  /** Asks every connected bot to connect anew, as Slack does every few hours. */
  readonly refresh: () => void;
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
    if (path.startsWith('/slack/api/')) return answerWebApi(core, request, response);
    if (path.startsWith('/slack/respond/')) return answerResponseUrl(core, request, response);
    throw new Failure('user', 'no-such-page', `There is nothing at ${path}.`);
  };
}

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
  return {
    handle: route(core),
    upgrade: core.connections.upgrade,
    people: options.people,
    view: (person) => sightOf(core, person),
    markRead: (person) => markRead(core.workspace, person),
    command: (person, channel, line) => command(core, person, channel, line),
    click: (person, clicked) => click(core, person, clicked),
    submitView: (person, viewId, values) => submitView(core, person, viewId, values),
    closeView: (person, viewId) => closeView(core, person, viewId),
    post: async (person, channel, text, threadTs) => {
      post(core, { person, channel, text, ...(threadTs ? { threadTs } : {}) });
      return DONE;
    },
    onChange: (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    payloads: () => payloads,
    complaints: () => complaints,
    refresh: core.connections.refresh,
    close: core.connections.close,
  };
}
