import { unseeded } from './random.ts';

/** A group keeps this many of its newest lines. */
const kept = 20_000;

export interface LogGroup {
  readonly name: string;
  readonly createdAt: number;
  readonly streams: Map<string, LogStream>;
  /** Oldest first. */
  events: LogEvent[];
}

export interface LogStream {
  readonly name: string;
  readonly group: LogGroup;
  readonly createdAt: number;
}

export interface LogEvent {
  readonly id: string;
  readonly stream: string;
  readonly timestamp: number;
  readonly ingestedAt: number;
  readonly message: string;
}

/** Ids rise, as CloudWatch's do, so that equal times keep their order. */
let written = 0;

export function appendLine(stream: LogStream, line: { timestamp: number; ingestedAt: number; message: string }): void {
  const { group } = stream;
  written += 1;
  group.events.push({ ...line, stream: stream.name, id: `${run}${String(written).padStart(12, '0')}` });
  if (group.events.length > kept * 1.1) group.events = group.events.slice(-kept);
}

/** Told apart from the ids of another simulation in the same process's log. */
const run = unseeded.digits(20);
