import { hasHole } from '#runbook/expression/template.ts';
import { callsOf, withAt } from '../facts/calls.ts';
import { valueWritten } from '../facts/value-written.ts';
import { sayNames } from '../facts/words.ts';
import { defineRule } from '../rule.ts';

export default defineRule({
  id: 'cluster-hard-coded',
  area: 'aws',
  severity: 'warning',
  summary: 'A runbook for several environments takes its cluster from the one it runs in.',
  *step(here, { runbook, environments }) {
    if (runbook.environments.length < 2) return;
    for (const call of callsOf(here)) {
      const { cluster } = call.with;
      // Of a value of stepward.yml that is written out `value-hard-coded` speaks.
      if (typeof cluster !== 'string' || hasHole(cluster) || valueWritten(cluster, environments)) continue;
      yield {
        at: withAt(call, 'cluster'),
        message: `"${cluster}" is the cluster in ${sayNames(runbook.environments)} alike`,
        hint: 'put it into `values` of each environment in stepward.yml and write "${{ environment.values.cluster }}"',
      };
    }
  },
});
