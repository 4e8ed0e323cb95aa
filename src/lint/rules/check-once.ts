import type { ActionStep } from '#domain/runbook.ts';
import { type Call, callsOf } from '../facts/calls.ts';
import { namedBy } from '../facts/named-by.ts';
import { changedBy } from '../facts/services.ts';
import { defineRule, type Subject } from '../rule.ts';

/** Checks of what comes true some time after a change. The others wait by themselves, or say at once what is so. */
const pending = new Set([
  'ecs.services-healthy',
  'ecs.deployment-paused',
  'logs.wait-for',
  'elb.targets-healthy',
  'cloudmap.instances',
  'http.status',
  'http.body',
  'websocket.opens',
]);

export default defineRule({
  id: 'check-once',
  area: 'aws',
  severity: 'warning',
  // Between the change and the check a step may have been left out, such as a wait.
  needsEveryStep: true,
  summary: 'A check right after a change is given time to come true.',
  *step(here, subject) {
    const change = here.step.kind === 'action' ? here.step : here.before.at(-1)?.step;
    if (change?.kind !== 'action') return;
    for (const call of callsOf(here)) {
      if (!pending.has(call.uses) || call.within > 0 || isProven(call, change, subject)) continue;
      yield {
        at: `${call.at}/check`,
        message: `${call.uses} is read once, right after "${change.id}", when it is seldom true yet`,
        hint: 'add `within: 5m` beside `check`: it reads until it holds or the time is up',
      };
    }
  },
});

/** A change ends only once ECS calls what it has changed healthy. */
function isProven(call: Call, change: ActionStep, subject: Subject): boolean {
  const changed = changedBy(change, subject);
  return call.uses === 'ecs.services-healthy' && namedBy(call, subject).every((name) => changed.includes(name));
}
