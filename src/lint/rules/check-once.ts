import { type Call, callsOf } from '../facts/calls.ts';
import { defineRule, type StepAt } from '../rule.ts';

/** Checks of what comes true some time after a change. The others wait by themselves, or say at once what is so. */
const pending = new Set(['ecs.services-healthy', 'logs.wait-for', 'http.check', 'elb.targets-healthy']);

export default defineRule({
  id: 'check-once',
  area: 'aws',
  severity: 'warning',
  summary: 'A check right after a change is given time to come true.',
  *step(here) {
    for (const call of callsOf(here)) {
      if (!pending.has(call.uses) || call.within > 0 || !isAfterChange(call, here)) continue;
      yield {
        at: `${call.at}/check`,
        message: `${call.uses} is read once, right after the change, when it is seldom true yet`,
        hint: 'add `within: 5m` beside `check`: it reads until it holds or the time is up',
      };
    }
  },
});

const isAfterChange = ({ kind }: Call, { before }: StepAt): boolean =>
  kind === 'verify' || before.at(-1)?.step.kind === 'action';
