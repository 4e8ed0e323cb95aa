import type { CardStep } from '#domain/card-view.ts';
import { asFailure } from '#domain/failure.ts';
import { ROLLBACK, rollbackOf } from '#domain/rollback.ts';
import type { Step } from '#domain/runbook.ts';
import type { Who } from '#domain/who.ts';
import type { Position } from '#machine/machine.ts';
import { wholeTitle } from '../members.ts';
import type { MessageRow } from '../message-rows.ts';
import type { AskRow, AttemptRow, EventRow, PlanRow, ResultRow } from '../rows.ts';
import { type Loaded, pathTo, readRun } from '../run.ts';
import { scopeOf } from '../scope.ts';
import type { Tx } from '../store.ts';

/** What a run's line in a list is made from. */
export interface Glance {
  readonly loaded: Loaded;
  readonly short: string;
  readonly asks: readonly AskRow[];
  readonly messages: readonly MessageRow[];
}

/** Everything the store knows of one run, read in one transaction: what views are made from. */
export interface Seen extends Glance {
  readonly results: readonly ResultRow[];
  readonly plans: readonly PlanRow[];
  readonly attempts: readonly AttemptRow[];
  readonly events: readonly EventRow[];
  /** Of runs that hold what this one waits for. */
  readonly others: ReadonlyMap<string, { readonly short: string; readonly by: Who; readonly step: number }>;
}

const shortest = 4;

/** The end of a run's id, as long as it takes to tell it from other open runs. */
export async function shortOf(tx: Tx, run: string): Promise<string> {
  for (let length = shortest; length < run.length; length++) {
    const end = run.slice(-length);
    const same = await tx.runs.list({ open: true, endsWith: end, limit: 2 });
    if (same.every((other) => other.run === run)) return end;
  }
  return run;
}

async function glance(tx: Tx, run: string): Promise<Glance | undefined> {
  const loaded = await readRun(tx, run);
  return (
    loaded && {
      loaded,
      short: await shortOf(tx, run),
      asks: await tx.asks.ofRun(run),
      messages: await tx.messages.ofRun(run),
    }
  );
}

export async function see(tx: Tx, run: string): Promise<Seen | undefined> {
  const glanced = await glance(tx, run);
  if (!glanced) return undefined;
  return {
    ...glanced,
    results: await tx.results.ofRun(run),
    plans: await tx.plans.ofRun(run),
    attempts: await tx.attempts.ofRun(run),
    events: await tx.events.list(run),
    others: await holdersOf(tx, glanced.messages),
  };
}

/** For lists: a run that another version of the program wrote must not keep the others from being seen. */
export const seeIfReadable = (tx: Tx, run: string): Promise<Seen | undefined> => ifReadable(see(tx, run));
export const glanceIfReadable = (tx: Tx, run: string): Promise<Glance | undefined> => ifReadable(glance(tx, run));

export async function ifReadable<T>(reading: Promise<T | undefined>): Promise<T | undefined> {
  try {
    return await reading;
  } catch (thrown) {
    if (asFailure(thrown).code === 'unknown-format') return undefined;
    throw thrown;
  }
}

async function holdersOf(tx: Tx, messages: readonly MessageRow[]): Promise<Seen['others']> {
  const found = new Map<string, { short: string; by: Who; step: number }>();
  for (const { kind, facts } of messages) {
    const holder = facts['holder'] as { readonly run: string; readonly instance: string } | undefined;
    if (kind !== 'lock' || !holder || found.has(holder.run)) continue;
    const other = await ifReadable(readRun(tx, holder.run));
    if (!other) continue;
    const step = holder.instance.replace(/~\d+$/, '');
    found.set(holder.run, {
      short: await shortOf(tx, holder.run),
      by: other.row.startedBy,
      step: numberOf(other, step),
    });
  }
  return found;
}

/** As they follow one another; the roll back is one of them once it has begun. */
export const topSteps = ({ definition: { runbook }, position }: Loaded): readonly Step[] => [
  ...runbook.steps,
  ...(hasState(position, ROLLBACK) ? [rollbackOf(runbook)] : []),
  ...runbook.finally,
];

const hasState = ({ lanes }: Position, name: string): boolean =>
  lanes.some(({ lane, state }) => lane === name && state !== undefined);

/** From 1: which of the top-level steps this step is, or is inside. */
function numberOf(loaded: Loaded, step: string): number {
  const top = pathTo(loaded.definition, step)[0];
  return topSteps(loaded).findIndex(({ id }) => id === top?.id) + 1;
}

export const titleIn = (seen: Seen, instance: string, step: string): string =>
  seen.results.find((row) => row.instance === instance)?.title ?? plainTitle(seen, step);

/** Title of a step that has not been entered: as far as it can be told now. */
export function plainTitle({ loaded, results }: Pick<Seen, 'loaded' | 'results'>, id: string): string {
  const step = pathTo(loaded.definition, id).at(-1);
  return step ? wholeTitle(step, scopeOf(loaded, results, { step, instance: id })) : id;
}

export const cardStep = (seen: Seen, step: string, instance: string): CardStep => ({
  id: step,
  number: numberOf(seen.loaded, step),
  of: topSteps(seen.loaded).length,
  title: titleIn(seen, instance, step),
});
