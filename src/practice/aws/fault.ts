import { Failure } from '#domain/failure.ts';
import { canonical, type JsonObject } from '#domain/json.ts';
import type { Operation } from './operations/operation.ts';
import { neededOperation } from './perform.ts';

/**
 * What goes wrong with calls of one operation, or, for `*`, of any that changes something, or, for `?`, of any that reads:
 * - `drop-before`, `drop-after`: the connection breaks before or after the call took effect;
 * - `500-before`, `500-after`: the same with an InternalServerException;
 * - `throttle`, `deny`: refused as AWS refuses, without effect;
 * - `delay`: takes effect, answered after `ms` real milliseconds;  `hang`: takes no effect, never answered;
 * - `stale`: DescribeServices answers what was true `seconds` simulated seconds ago, at most two minutes.
 */
export interface Fault {
  readonly op: string;
  readonly kind: FaultKind;
  /** How many calls it strikes. */
  readonly times: number;
  /** How many matching calls pass before it strikes. */
  readonly after?: number;
  /** Only calls with these parameters. */
  readonly match?: JsonObject;
  /** After this simulated time it strikes no more; epoch milliseconds. */
  readonly until?: number;
  readonly ms?: number;
  readonly seconds?: number;
}

const faultKinds = [
  'drop-before',
  'drop-after',
  '500-before',
  '500-after',
  'throttle',
  'deny',
  'delay',
  'hang',
  'stale',
] as const;

type FaultKind = (typeof faultKinds)[number];

export interface Faults {
  add(fault: Fault): void;
  /** Those that can still strike, with what is left of `after` and `times`. */
  list(): readonly Fault[];
  clear(): void;
  /** The fault that strikes this call, if any; it is used up by one. */
  strike(operation: Operation, params: JsonObject, now: number): Fault | undefined;
}

export function createFaults(): Faults {
  let faults: readonly Fault[] = [];
  const replace = (old: Fault, next: Fault) => {
    faults = faults.flatMap((fault) => (fault !== old ? fault : next.times > 0 ? next : []));
  };
  return {
    add: (fault) => {
      faults = [...faults, fault];
    },
    list: () => faults,
    clear: () => {
      faults = [];
    },
    strike(operation, params, now) {
      const hit = faults.find(
        (fault) => isOf(fault, operation) && matches(fault.match, params) && now <= (fault.until ?? now),
      );
      if (!hit) return undefined;
      const { after = 0 } = hit;
      if (after === 0) replace(hit, { ...hit, times: hit.times - 1 });
      else replace(hit, { ...hit, after: after - 1 });
      return after === 0 ? hit : undefined;
    },
  };
}

/** Throws for what would never strike. */
export function checkFault({ op, kind, times }: Fault): void {
  if (op !== anyWrite && op !== anyRead) neededOperation(op);
  if (!faultKinds.includes(kind)) throw wrong(`"${kind}" is none of the faults ${faultKinds.join(', ')}.`);
  if (!(times > 0)) throw wrong('A fault strikes at least once.');
  if (kind === 'stale' && op !== 'DescribeServices') throw wrong('Only DescribeServices can be stale.');
}

const wrong = (message: string) => new Failure('user', 'wrong-fault', message);

const anyWrite = '*';
/** Who is asking, which sts is asked, is not part of what is there. */
const anyRead = '?';

function isOf({ op }: Fault, { name, service, isWrite }: Operation): boolean {
  if (op === anyRead) return !isWrite && service !== 'sts';
  return op === anyWrite ? isWrite : op === name;
}

const matches = (match: JsonObject = {}, params: JsonObject): boolean =>
  Object.entries(match).every(([key, value]) => canonical(params[key]) === canonical(value));
