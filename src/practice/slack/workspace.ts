import type { Json, JsonObject } from '#domain/json.ts';
import { createFaults, type Faults } from './faults.ts';
import { createLimits, type Limits } from './limits.ts';
import type { Changeable, PracticeSlackOptions } from './options.ts';
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
  readonly files?: readonly SlackFile[];
  /** Somebody deleted it, and what stands in its thread is left. */
  readonly isDeleted?: boolean;
}

/** What the bot uploaded: announced, then sent, then shared in a message. */
export interface SlackFile {
  readonly id: string;
  readonly name: string;
  readonly title: string;
  readonly altText: string;
  readonly size: number;
  readonly bytes?: Buffer;
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
  /** People come and go, groups and channels change. */
  readonly change: (more: Changeable) => void;
  readonly deadlines: { readonly ack: number; readonly trigger: number };
  /** By ts, oldest first. */
  readonly messages: Map<string, Message>;
  /** By owner, the visible one last. */
  readonly modals: Map<string, readonly Modal[]>;
  /** By owner, what the bot published to App Home. */
  readonly homes: Map<string, Modal>;
  /** By id. */
  readonly files: Map<string, SlackFile>;
  readonly limits: Limits;
  readonly faults: Faults;
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

export function createWorkspace(given: PracticeSlackOptions, ears: Ears): Workspace {
  const deadlines = given.deadlines ?? SLACK_DEADLINES;
  let options = given;
  let ids = 0;
  return {
    get options() {
      return options;
    },
    change: (more) => {
      options = { ...options, ...more };
      ears.changed();
    },
    deadlines,
    messages: new Map(),
    modals: new Map(),
    homes: new Map(),
    files: new Map(),
    limits: createLimits(given.limits),
    faults: createFaults(),
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
