import { callsOf } from '../facts/calls.ts';
import { changedBy, servicesOf } from '../facts/services.ts';
import { once } from '../once.ts';
import { defineRule, type Subject } from '../rule.ts';

export default defineRule({
  id: 'restart-moves-host',
  area: 'aws',
  severity: 'warning',
  summary: 'A service that must stay on its host is restarted there.',
  *step({ step, raw, at }, subject) {
    if (step.kind !== 'action' || step.uses !== 'ecs.restart-service' || step.with['mode'] === 'stop-task') return;
    const bound = boundToHost(subject);
    const service = changedBy(step, subject).find((name) => bound.includes(name));
    if (service === undefined) return;
    yield {
      at: 'with' in raw ? `${at}/with/mode` : `${at}/action`,
      message: `"${service}" must share a host, and a rolling restart starts its new task wherever there is room`,
      hint: 'add `mode: stop-task`: the old task goes first, and its port and memory are free where they were',
    };
  },
});

/** The services that some check of the runbook wants on one host. */
const boundToHost = once((subject: Subject): readonly string[] =>
  subject.steps
    .flatMap(callsOf)
    .filter(({ uses }) => uses === 'ecs.same-instance')
    .flatMap((check) => servicesOf(check.with, subject)),
);
