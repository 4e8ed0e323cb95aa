import type { JsonObject } from './json.ts';
import type { Policy } from './policy.ts';

/** stepward.yml, checked and with its defaults. Durations are milliseconds. */
export interface Config {
  readonly environments: readonly Environment[];
  /** By the name that everything else uses. */
  readonly groups: Readonly<Record<string, Group>>;
  readonly lint: LintConfig;
  readonly schedules: readonly Schedule[];
}

/** A runbook that is started by the clock. It asks as any other run does. */
export interface Schedule {
  readonly id: string;
  readonly runbook: string;
  readonly environment: string;
  /** Five fields: minute, hour, day of month, month, day of week. */
  readonly cron: string;
  /** IANA's name: `Europe/Berlin`. */
  readonly timeZone: string;
  readonly inputs: JsonObject;
  /** Where its run is told, and where it is said when it was missed. */
  readonly channel: string;
  readonly reason: string;
}

/** Who may approve alone when those who should do not answer. */
export interface BreakGlass {
  readonly groups: readonly string[];
  /** Since the ask was opened. */
  readonly after: number;
  /** The channel that is told, loudly. */
  readonly notify: string;
}

/** What the linter leaves out or says otherwise. */
export interface LintConfig extends LintSetting {
  /** Narrower than the above; of several that match the last one holds. */
  readonly paths: readonly (LintSetting & {
    /** Globs, relative to stepward.yml: `legacy/**`. */
    readonly files: readonly string[];
  })[];
}

export interface LintSetting {
  /** Ids of rules. */
  readonly disable: readonly string[];
  /** By id of a rule. */
  readonly severity: Readonly<Record<string, 'error' | 'warning'>>;
}

export type Group = { readonly slack: string } | { readonly users: readonly string[] };

export interface Environment {
  readonly id: string;
  /** Twelve digits; every plan checks it first. */
  readonly account: string;
  readonly region: string;
  /** ARN of the role that is assumed for writes; without one the bot's own identity is used. */
  readonly role?: string;
  /** Where runs may be started, ids of channels; empty: anywhere. */
  readonly channels: readonly string[];
  /** Names of the groups that may start runs. */
  readonly start: readonly string[];
  readonly approve: Policy;
  readonly notify: { readonly first: readonly string[]; readonly then: readonly string[]; readonly after: number };
  readonly breakGlass?: BreakGlass;
  readonly reason: 'required' | 'optional';
  readonly requireCommit: boolean;
  /** What `aws.call` may send: `ecs:TagResource`. Nothing where it is left out. */
  readonly awsCalls?: readonly string[];
  readonly values: JsonObject;
  /** What checks may ask over HTTP; nothing where it is left out. */
  readonly web?: WebAccess;
}

export interface WebAccess {
  readonly hosts: readonly {
    /** `api.example.com`, or `*.example.com` for every name that ends so. */
    readonly host: string;
    /** Its address may be one of a private network. */
    readonly private: boolean;
  }[];
  /** Public IP addresses may be asked, too, such as that of a task. */
  readonly publicAddresses: boolean;
}
