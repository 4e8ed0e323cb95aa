/** A Run Command invocation on one instance. */
export interface Invocation {
  readonly command: string;
  readonly instance: string;
  /** `Pending`, `InProgress`, `Delayed`, `Success`, `Cancelled`, `TimedOut`, `Failed`, `Cancelling`. */
  readonly status: string;
  readonly exitCode?: number;
  /** At most 24,000 characters; https://docs.aws.amazon.com/systems-manager/latest/APIReference/API_GetCommandInvocation.html */
  readonly stdout: string;
  readonly stderr: string;
  readonly startedAt?: number;
  readonly endedAt?: number;
}

export interface CommandsRead {
  /** Undefined in the first seconds, and where there is none. */
  invocation(command: string, instance: string): Promise<Invocation | undefined>;
  /** Ids of the commands sent since then, with their comments, newest first. */
  commands(since: number): Promise<readonly { readonly id: string; readonly comment: string; readonly at: number }[]>;
  /** Instances that the SSM agent of answers, among these. */
  online(instances: readonly string[]): Promise<readonly string[]>;
  /** Undefined where there is no such document. `version` is the one that would run. */
  document(name: string): Promise<
    | {
        readonly name: string;
        readonly type: string;
        readonly version: string;
        readonly hash: string;
        readonly owner: string;
      }
    | undefined
  >;
}

export interface Execution {
  readonly id: string;
  readonly document: string;
  /** `Pending`, `InProgress`, `Waiting`, `Success`, `TimedOut`, `Cancelled`, `Failed`, `Rejected`, … */
  readonly status: string;
  readonly startedAt: number;
  readonly endedAt?: number;
  readonly failure?: string;
  /** The step it is at, with what it waits for. */
  readonly current?: { readonly name: string; readonly action: string; readonly status: string };
  readonly outputs: Readonly<Record<string, readonly string[]>>;
}

export interface AutomationsRead {
  execution(id: string): Promise<Execution | undefined>;
  /** Ids of executions that carry these tags and began since then, newest first. */
  tagged(tags: Readonly<Record<string, string>>, since: number): Promise<readonly string[]>;
}
