/** A host name of the world: a listener of a load balancer, or a port of a service's tasks. */
export type WebHostSeed =
  | { readonly host: string; readonly loadBalancer: string; readonly port: number }
  | { readonly host: string; readonly service: string; readonly port: number };

/** What a program answers at a path; `*` in the path stands for anything. A path that no route has is answered with 404. */
export interface RouteSeed {
  /** 200 where it is left out. */
  readonly status?: number;
  readonly body?: string;
  readonly headers?: Readonly<Record<string, string>>;
  /** Real milliseconds before the answer: who waits for it waits by the real clock. A health check gives up after 5 seconds. */
  readonly delay?: number;
  /** It opens a websocket and sends these. */
  readonly messages?: readonly string[];
  /** Name of a parameter or a secret: answers 401 while the program does not hold its newest version. */
  readonly needsSecret?: string;
  /** A regular expression: answers 500 while the value of that secret is not of this form. */
  readonly secretLike?: string;
}
