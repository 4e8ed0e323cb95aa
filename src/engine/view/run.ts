import type { Json } from '#domain/json.ts';
import { isObject } from '#domain/json.ts';
import type { FullPlan, RunView } from '#domain/run-view.ts';
import { isReference } from '../given.ts';
import { isOver } from '../run.ts';
import { plansUnder } from './approval-card.ts';
import { cardOf } from './cards.ts';
import { receiptOf } from './receipt.ts';
import { type Seen, titleIn } from './seen.ts';
import { headline, stepViews } from './steps.ts';

/** A run as people see it. */
export function runView(seen: Seen): RunView {
  const { row, definition, position } = seen.loaded;
  const { runbook, environment, digest, commit } = definition;
  return {
    run: row.run,
    short: seen.short,
    revision: row.revision,
    title: row.title,
    runbook: {
      id: runbook.id,
      digest,
      ...(commit ? { commit } : {}),
      ...(runbook.owner ? { owner: runbook.owner } : {}),
    },
    links: runbook.links,
    environment: { id: environment.id, account: environment.account, region: environment.region },
    reason: row.reason,
    ...(row.context === undefined ? {} : { context: row.context }),
    ...(row.channel ? { channel: row.channel } : {}),
    startedBy: row.startedBy,
    startedAt: row.startedAt,
    ...(row.endedAt === undefined ? {} : { endedAt: row.endedAt }),
    phase: row.phase,
    halting: position.halt !== undefined,
    headline: headline(seen),
    inputs: runbook.inputs.map(({ name, title }) => ({ name, title, value: say(row.inputs[name]) })),
    steps: stepViews(seen),
    cards: seen.messages.map((message) => cardOf(seen, message)).filter((card) => card !== undefined),
    ...(isOver(row) ? { receipt: receiptOf(seen) } : {}),
  };
}

function say(value: Json | undefined): string {
  if (value === undefined || value === null) return '–';
  if (isReference(value)) return `secret, from ${value.ref}`;
  if (isObject(value) && '$sealed' in value) return `secret, ${String(value['length'])} characters`;
  if (Array.isArray(value)) return value.map(say).join(', ');
  return typeof value === 'string' ? value : JSON.stringify(value);
}

/** What exactly is sent and what was read, for one ask. */
export function fullPlanOf(seen: Seen, ask: string): FullPlan | undefined {
  const row = seen.asks.find((one) => one.ask === ask);
  if (!row) return undefined;
  const { environment, digest, commit } = seen.loaded.definition;
  const { id, account, region, role } = environment;
  return {
    run: row.run,
    short: seen.short,
    environment: { id, account, region, ...(role ? { role } : {}) },
    planHash: row.planHash,
    digest,
    ...(commit ? { commit } : {}),
    plans: plansUnder(seen, row).map(({ instance, action, planned }) => ({
      instance,
      title: titleIn(seen, instance, row.step),
      action,
      requests: planned.requests,
      guarded: planned.guarded,
      targets: planned.targets,
      blastRadius: planned.blastRadius,
      undo: planned.undo,
      warnings: planned.warnings,
    })),
  };
}
