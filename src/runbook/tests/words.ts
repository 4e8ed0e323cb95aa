import { Type } from '#domain/type.ts';

/** What a person of a test does with a card, or `stop` with the run. */
export const doings = [
  'approve',
  'reject',
  'done',
  'fail',
  'choose',
  'retry',
  'look-again',
  'say-applied',
  'say-not-applied',
  'skip',
  'rollback',
  'take-over',
  'stop',
  'nothing',
] as const;

/** Those of them that the card of a held step may offer. */
export const offers = ['retry', 'look-again', 'say-applied', 'say-not-applied', 'skip', 'rollback', 'stop'] as const;

/** Where a step stands when a fault strikes or somebody stops the run, in the order in which an action gets there. */
export const moments = [
  'planning',
  'planned',
  'asked',
  'applied',
  'reconciling',
  'unclear',
  'verifying',
  'checking',
  'settling',
  'proving',
  'waiting',
  'held',
] as const;

/** What goes wrong with the bot itself; what goes wrong in an account is the practice world's to name. */
export const botFaults = [
  /** The worker that has the step's work, or has just sent its request, is gone; another one takes over. */
  'worker-dies',
  /** Nobody gets to the request before its approval has run out. */
  'late',
  /** Another run has what the step needs, for five minutes. */
  'lock-taken',
  /** The same, until that run gives up by itself or is taken over. */
  'lock-kept',
] as const;

/** Steps of an inlined runbook have a prefix, those that roll back a suffix. */
export const stepId = (description: string) =>
  Type.String({
    title: 'the id of a step',
    description,
    pattern: '^[a-z][a-z0-9_-]*(~undo)?$',
    maxLength: 200,
  });
