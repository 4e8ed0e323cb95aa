import type { Json, JsonObject } from '#domain/json.ts';
import type { PracticeSlackOptions } from './options.ts';
import { SLACK_DEADLINES } from './options.ts';
import type { SelectedByBlock } from './state-values.ts';
import { createTimestamps } from './timestamps.ts';
import type { Triggers } from './triggers.ts';
import { createTriggers } from './triggers.ts';

export interface Message {
  readonly channel: string;
  /** Unique in the workspace, rising: it is the message's id. */
  readonly ts: string;
  readonly threadTs?: string;
  readonly author: string;
  readonly text: string;
  readonly blocks: readonly Json[];
  readonly metadata?: JsonObject;
  /** Ephemeral: only this person sees it. */
  readonly onlyFor?: string;
  readonly editedTs?: string;
}

/** An open modal. `content` is what the bot sent; `blocks` are its blocks with ids given to those without. */
export interface Modal {
  readonly id: string;
  readonly owner: string;
  readonly hash: string;
  readonly content: JsonObject;
  readonly blocks: readonly Json[];
}

/** All that changes in the practice Slack. */
export interface Workspace {
  readonly options: PracticeSlackOptions;
  readonly deadlines: { readonly ack: number; readonly trigger: number };
  /** By ts, oldest first. */
  readonly messages: Map<string, Message>;
  /** By owner, the visible one last. */
  readonly modals: Map<string, readonly Modal[]>;
  /** What people have chosen and typed so far, by person and message or modal. */
  readonly selected: Map<string, SelectedByBlock>;
  /** By person, the ts up to which they have read. */
  readonly read: Map<string, string>;
  readonly triggers: Triggers;
  readonly nextTs: () => string;
  readonly nextId: (prefix: string) => string;
  readonly changed: () => void;
  /** Something a real Slack would have punished; shown on the page and read by tests. */
  readonly complain: (trouble: string) => void;
  readonly remember: (payload: unknown) => void;
}

export interface Ears {
  readonly changed: () => void;
  readonly complain: (trouble: string) => void;
  readonly remember: (payload: unknown) => void;
}

export function createWorkspace(options: PracticeSlackOptions, ears: Ears): Workspace {
  const deadlines = options.deadlines ?? SLACK_DEADLINES;
  let ids = 0;
  return {
    options,
    deadlines,
    messages: new Map(),
    modals: new Map(),
    selected: new Map(),
    read: new Map(),
    triggers: createTriggers(deadlines.trigger),
    nextTs: createTimestamps(options.now),
    nextId: (prefix) => {
      ids += 1;
      return `${prefix}${String(ids).padStart(8, '0')}`;
    },
    ...ears,
  };
}
