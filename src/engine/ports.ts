import type { AwsRequest } from '#actions/contract.ts';
import type { Read, ValueRead } from '#actions/ports.ts';
import type { Config, Environment } from '#domain/config.ts';
import type { JsonObject } from '#domain/json.ts';
import type { Person } from '#domain/person.ts';
import type { Runbook } from '#domain/runbook.ts';

/** Where a run lives and its decisions come from; a worker claims only what belongs to its own. */
export type SurfaceName = 'slack' | 'terminal' | 'practice';

export interface Clock {
  /** The run's time in epoch milliseconds: deadlines, settling, what cards show. In practice it may run faster. */
  now(): number;
  /** Real time in epoch milliseconds: leases and the last moment at which a request may still be sent. */
  wall(): number;
}

/** Who somebody is right now. If a group cannot be read, this throws: the answer is then no. */
export interface Directory {
  /** `team`: whose the surface says they are, where it does; somebody of another team is a stranger whatever else is known. */
  person(id: string, team?: string): Promise<Person>;
  /** The same with the groups left out, which need not be readable then. Absent where whoever is known is known with them. */
  ungrouped?(id: string, team?: string): Promise<Person>;
  /** What a channel is now. Absent where the surface has no channels, or may not read them: then nothing is known. Throws if it cannot be read. */
  channel?(id: string): Promise<ChannelFacts | undefined>;
  /** Who is in a group now, by its name in stepward.yml: what `doctor` and the daily check count. Throws if it cannot be read. */
  members(group: string): Promise<readonly string[]>;
}

export interface ChannelFacts {
  /** People of other organisations are in it, or invited: they see what is posted and can press what stands there. */
  readonly shared: boolean;
  readonly archived: boolean;
  /** Whether we can post there. */
  readonly joined: boolean;
  readonly private: boolean;
}

export interface Offered {
  readonly runbook: Runbook;
  readonly text: string;
  readonly file: string;
  /** sha256 of the text, hex. */
  readonly digest: string;
  readonly commit?: string;
}

/** The runbooks that may be started now, and stepward.yml as it stands now. */
export interface Catalogue {
  readonly config: Config;
  list(): readonly {
    readonly id: string;
    readonly title: string;
    readonly summary?: string;
    readonly environments: readonly string[];
  }[];
  get(id: string): Offered | undefined;
}

/** Something to look at has changed; the surface decides when to draw. */
export interface Surface {
  changed(run: string): void;
}

export interface Credentials {
  readonly accessKeyId: string;
  readonly secretAccessKey: string;
  readonly sessionToken?: string;
}

/** What the credentials of one attempt of one step are given out for. */
export interface StepSession {
  readonly name: string;
  readonly sourceIdentity: string;
  /** IAM's JSON, at most 2,048 characters: of what the role may do, the session may do what this allows. */
  readonly policy: string;
}

export type Sent =
  | { readonly outcome: 'answered'; readonly answer: JsonObject; readonly requestId?: string }
  /** AWS says no: nothing was written. `throttled`: nothing was written because of the rate alone. `message` is in the service's words. */
  | {
      readonly outcome: 'refused';
      readonly throttled: boolean;
      readonly code: string;
      readonly message: string;
      readonly requestId?: string;
    }
  /** The answer was lost, or the service failed: it may have been written. */
  | { readonly outcome: 'unknown'; readonly message: string };

/** AWS, for one environment each time. */
export interface Aws {
  reader(environment: Environment): Read;
  /** What references to secrets are read with, by the identity that reads: `{ ref: ssm:/path }`, `{ ref: secret:name }`. */
  values(environment: Environment): ValueRead;
  /** STS GetCallerIdentity of the identity that reads. */
  identity(environment: Environment): Promise<{ readonly account: string; readonly arn: string }>;
  /** For one attempt of one step: the environment's role assumed for this session, or the bot's own identity where it names none. */
  credentials(environment: Environment, session: StepSession): Promise<Credentials>;
  /** One call: never repeated, given up at the time-outs of the SDK's client; `unseal` opens a `{ $sealed }` at the last moment. Never throws. */
  send(
    environment: Environment,
    credentials: Credentials,
    request: AwsRequest,
    unseal: (id: string) => string,
  ): Promise<Sent>;
}
