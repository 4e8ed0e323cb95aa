import type { Connections } from './connections.ts';
import type { ResponseUrls } from './response-urls.ts';
import type { Workspace } from './workspace.ts';

/** What every method of the Web API and every doing of a person works on. */
export interface Core {
  readonly workspace: Workspace;
  readonly connections: Connections;
  readonly responses: ResponseUrls;
}

/** What Slack shows the person after something they did: nothing, a sentence, or a sentence under each wrong input. */
export type Shown =
  | { readonly ok: true }
  | { readonly ok: false; readonly error: string }
  | { readonly ok: false; readonly errors: Readonly<Record<string, string>> };

export const failed = (error: string): Shown => ({ ok: false, error });
export const DONE: Shown = { ok: true };
