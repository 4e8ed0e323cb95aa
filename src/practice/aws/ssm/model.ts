import type { StepSeed } from '#practice/worlds/seeds/document.ts';
import type { ScriptSeed } from '#practice/worlds/seeds/script.ts';

/** What Systems Manager holds besides parameters. */
export interface Systems {
  readonly scripts: readonly ScriptSeed[];
  /** Of the Kafka brokers that scripts talk to: partitions by topic. */
  readonly topics: Map<string, number>;
  readonly documents: ReadonlyMap<string, Document>;
  /** Oldest first. */
  readonly commands: Command[];
  readonly executions: Execution[];
}

export interface Document {
  readonly name: string;
  readonly type: 'Command' | 'Automation';
  /** `Amazon`, or the account. */
  readonly owner: string;
  readonly versions: number;
  defaultVersion: number;
  readonly parameters: readonly string[];
  readonly steps: readonly StepSeed[];
}

export interface Command {
  readonly id: string;
  readonly comment: string;
  readonly document: string;
  readonly version: number;
  readonly script: string;
  readonly requestedAt: number;
  /** Seconds that it may run on an instance. */
  readonly executionTimeout: number;
  /** How many instances at once, and how many may fail before the rest is left out. */
  readonly concurrency: number;
  readonly errors: number;
  readonly invocations: readonly Invocation[];
}

/** A command on one instance. */
export interface Invocation {
  readonly instance: string;
  status: 'Pending' | 'InProgress' | 'Success' | 'Failed' | 'TimedOut' | 'Cancelled';
  /** `Terminated`: too many others failed. */
  details: string;
  startedAt: number | undefined;
  endedAt: number | undefined;
  /** What the program will have said and how it will end; known once it runs. */
  ends: Ending | undefined;
}

export interface Ending {
  readonly stdout: string;
  readonly stderr: string;
  readonly exitCode: number;
  readonly seconds: number;
}

export type ExecutionStatus =
  | 'Pending'
  | 'InProgress'
  | 'Waiting'
  | 'Success'
  | 'TimedOut'
  | 'Cancelled'
  | 'Failed'
  | 'Rejected';

/** An automation that runs. */
export interface Execution {
  readonly id: string;
  readonly document: Document;
  readonly version: number;
  readonly parameters: Readonly<Record<string, readonly string[]>>;
  readonly tags: readonly { readonly Key: string; readonly Value: string }[];
  readonly token: string | undefined;
  readonly by: string;
  readonly startedAt: number;
  endedAt: number | undefined;
  status: ExecutionStatus;
  failure: string | undefined;
  /** One for each step that has begun. */
  readonly steps: StepExecution[];
}

export interface StepExecution {
  readonly name: string;
  readonly action: string;
  readonly startedAt: number;
  endedAt: number | undefined;
  status: ExecutionStatus;
}

export const isOver = ({ endedAt }: { readonly endedAt: number | undefined }): boolean => endedAt !== undefined;
