import type { JsonObject } from '#domain/json.ts';

export interface WebAnswer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  /** At most 64 kB of it. */
  readonly body: string;
  readonly milliseconds: number;
}

/** The web as checks see it: allowed hosts only, no private addresses, no redirects to other hosts. */
export interface WebRead {
  /** @throws Failure `host-not-allowed`; a host that does not answer is `{ failed: why }` */
  get(url: string, options: WebOptions): Promise<WebAnswer | { readonly failed: string }>;
  /** Opens a websocket, waits for messages until `messages` came or the time is over, and closes it. */
  open(
    url: string,
    options: WebOptions & { readonly messages: number },
  ): Promise<{ readonly opened: boolean; readonly messages: number; readonly failed?: string }>;
}

export interface WebOptions {
  readonly method?: 'GET' | 'HEAD';
  readonly headers?: JsonObject;
  /** Milliseconds. */
  readonly timeout: number;
}
