import { causes } from './causes.ts';
import { newestFailures, reasonsOf, saidLast, shown } from './evidence.ts';
import type { Facts } from './facts.ts';

/** Nothing is wrong, or nothing tells what is. */
const others = ['ok', 'unknown'] as const;

/** In the order in which they are looked for. */
export const causeIds: readonly string[] = [...causes.map(({ id }) => id), ...others];

interface Diagnosis {
  readonly cause: string;
  readonly evidence: readonly string[];
  readonly helps: string;
}

/** No cause was found, and the service runs what it should, is on its way there, or is meant to run nothing. */
const well: Diagnosis = { cause: 'ok', evidence: [], helps: 'Nothing needs to be done.' };

const unknown = (facts: Facts): Diagnosis => ({
  cause: 'unknown',
  evidence: [
    ...reasonsOf(newestFailures(facts)),
    ...facts.tails.slice(0, 1).flatMap(saidLast),
    ...facts.events.slice(0, 2).map(shown),
  ],
  helps: 'Nothing that is known tells why: read the events of the service and the logs of its tasks.',
});

const isWell = ({ verdict, failures }: Facts): boolean =>
  verdict === 'OK' || verdict === 'PARKED' || (verdict === 'ROLLING' && failures.length === 0);

function found(facts: Facts): Diagnosis {
  for (const { id, helps, find } of facts.verdict === 'PARKED' ? [] : causes) {
    const evidence = find(facts);
    if (evidence) return { cause: id, evidence, helps };
  }
  return isWell(facts) ? well : unknown(facts);
}

export function diagnose(facts: Facts): Diagnosis {
  const diagnosis = found(facts);
  return { ...diagnosis, evidence: [...diagnosis.evidence, ...facts.unread.map(shown)] };
}
