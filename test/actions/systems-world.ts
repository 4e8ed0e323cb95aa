import type { World } from '#practice/worlds/world.ts';
import { cluster, world } from './world.ts';

/** A document of our own for scripts, and two automations: one that asks for an approval and one that does not. */
export const script = 'app-shell';
export const automation = 'drain-api';
export const nightly = 'nightly';

/** The small account with documents, scripts and a Kafka broker. */
export const systemsWorld = (): World => ({
  ...world(),
  topics: { 'alerts.new': 9 },
  scripts: [
    { script: 'restart-agent', stdout: 'agent restarted\nDB_PASSWORD=hunter2\n', seconds: 3 },
    { script: 'df -h', exitCode: 2, stdout: 'reading\n', stderr: 'df: /data: Input/output error\n' },
    { script: 'sleep 900', seconds: 900 },
  ],
  documents: [
    { name: script, type: 'Command', versions: 2, parameters: ['commands', 'executionTimeout'] },
    {
      name: nightly,
      type: 'Automation',
      versions: 2,
      parameters: ['Pause'],
      steps: [
        { name: 'pause', action: 'aws:sleep', seconds: 5 },
        {
          name: 'scale',
          action: 'aws:executeAwsApi',
          service: 'ecs',
          operation: 'UpdateService',
          parameters: { cluster, service: 'busy', desiredCount: 2 },
        },
      ],
    },
    {
      name: automation,
      type: 'Automation',
      versions: 2,
      parameters: ['Service'],
      steps: [
        { name: 'ask', action: 'aws:approve', approvers: ['arn:aws:iam::{account}:role/stepward-prod'] },
        { name: 'pause', action: 'aws:sleep', seconds: 5 },
        {
          name: 'drain',
          action: 'aws:executeAwsApi',
          service: 'ecs',
          operation: 'UpdateService',
          parameters: { cluster, service: '{{ Service }}', desiredCount: 0 },
        },
      ],
    },
  ],
});
