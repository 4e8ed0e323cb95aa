import type { Schedule } from '#domain/config.ts';
import { nextAfter } from '#runbook/cron.ts';
import type { Scheduled } from './api.ts';
import { type Order, scheduleTrouble } from './check-start.ts';
import type { EngineParts } from './parts.ts';

/** When each schedule is due next, and why it would start nothing then. */
export const schedulesOf = (parts: EngineParts): readonly Scheduled[] =>
  parts.catalogue.config.schedules.map((schedule) => {
    const { id, runbook, environment, channel, cron, timeZone } = schedule;
    const now = parts.clock.now();
    const next = nextAfter(schedule, now);
    const trouble = scheduleTrouble(parts, orderOf(parts, schedule, next ?? now));
    return {
      id,
      runbook,
      environment,
      channel,
      cron,
      timeZone,
      ...(next === undefined ? {} : { next }),
      ...(trouble === undefined ? {} : { trouble }),
    };
  });

/** The start of one due moment: its key is the same whoever starts it, and however often. */
export const orderOf = (
  { surface }: EngineParts,
  { id, runbook, environment, inputs, reason, channel }: Schedule,
  due: number,
): Order => ({
  runbook,
  environment,
  inputs,
  reason,
  channel,
  surface,
  starter: { kind: 'schedule', id },
  startKey: startKeyOf(id, due),
});

export const startKeyOf = (id: string, due: number): string => `schedule:${id}:${new Date(due).toISOString()}`;
