import { canonical, type Json } from '#domain/json.ts';
import type { Step } from '#domain/runbook.ts';
import type { StepAt, Subject } from '../rule.ts';
import { actionsIn, changedBy, itemsOf, servicesOf } from './services.ts';
import { usual } from './usual.ts';

/** What runs beside others: a branch, or what is done for one item of a list. */
export interface Lane {
  readonly name: string;
  /** What it changes. */
  readonly services: readonly string[];
  /** The same, each with its cluster. */
  readonly targets: readonly string[];
}

export interface SideBySide {
  /** Of the key that says so. */
  readonly at: string;
  readonly lanes: readonly Lane[];
  /** How many run at the same time. */
  readonly most: number;
}

/** What a step does side by side; nothing if it does one after another. A list that only a run knows has no lanes. */
export function sideBySide({ step, at }: StepAt, subject: Subject): SideBySide | undefined {
  if (step.kind === 'parallel') {
    const lanes = step.branches.map(({ id, steps }) => laneOf(id, steps, subject));
    return step.maxParallel > 1 ? { at: `${at}/parallel`, lanes, most: step.maxParallel } : undefined;
  }
  if (!('forEach' in step) || step.kind === 'undo' || !step.forEach || step.forEach.maxParallel < 2) return undefined;
  const items = itemsOf(step.forEach, subject) ?? [];
  const lanes = items.map((item) => laneOf(String(item), [step], subject, item));
  return { at: `${at}/max_parallel`, lanes, most: step.forEach.maxParallel };
}

function laneOf(name: string, steps: readonly Step[], subject: Subject, item?: Json): Lane {
  const changes = actionsIn(steps).map((step) => {
    const cluster = step.with['cluster'] ?? null;
    return {
      cluster: usual(cluster, subject, item) ?? cluster,
      services: item === undefined ? changedBy(step, subject) : servicesOf(step.with, subject, item),
    };
  });
  return {
    name,
    services: changes.flatMap(({ services }) => services),
    targets: changes.flatMap(({ cluster, services }) => services.map((service) => canonical([cluster, service]))),
  };
}
