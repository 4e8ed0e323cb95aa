import type { Edge } from '#machine/edges.ts';

const reasons: Readonly<Record<Edge['event'], string>> = {
  ENTERED: 'it begins',
  SKIPPED: 'its `if` is false',
  PLANNED: 'it is planned',
  NOTHING_TO_DO: 'there is nothing to do',
  REFUSED: 'the action refuses',
  FAILED: 'it fails',
  LOCKED: 'it has its locks',
  APPROVED: 'it is approved',
  REJECTED: 'it is rejected',
  APPLIED: 'a request is answered',
  DRIFTED: 'the state has moved since the plan',
  LAPSED: 'the approval has run out',
  NOT_APPLIED: 'a request did not happen',
  UNKNOWN: 'it is not known whether a request happened',
  BY_OTHER: 'somebody else did it',
  VERIFIED: 'it holds',
  SLOW: 'it takes long',
  SLIPPED: 'it holds no longer while settling',
  SUPERSEDED: 'another change has taken its place',
  TIMED_OUT: 'its time is up',
  DONE: 'somebody says done',
  CHOSEN: 'somebody chooses',
  RETRY: 'somebody retries',
  LOOK_AGAIN: 'somebody looks again',
  SAY_APPLIED: 'somebody says that it happened',
  SAY_NOT_APPLIED: 'somebody says that it did not happen',
  SKIP: 'somebody skips it',
  STOP: 'the run is stopped',
  ROLL_BACK: 'the run is rolled back',
};

/** `applying → reconciling when it is not known whether a request happened` */
export const edgeText = ({ from, to, event, purpose, option }: Edge): string =>
  `${from} → ${to} when ${reasons[event]}${purpose ? ` (${purpose})` : ''}${option ? ` (${option})` : ''}`;
