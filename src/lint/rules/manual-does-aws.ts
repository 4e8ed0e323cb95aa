import { type AwsCommand, awsCommandsIn } from '../facts/aws-commands.ts';
import { defineRule } from '../rule.ts';

export default defineRule({
  id: 'manual-does-aws',
  area: 'flow',
  severity: 'warning',
  summary: 'What an action can do is not left to be typed.',
  *step({ step, at }, { signatures }) {
    if (step.kind !== 'manual') return;
    for (const { command, options } of awsCommandsIn(step.text)) {
      const action = actionFor({ command, options });
      if (action === undefined || !signatures.has(action)) continue;
      yield {
        at: `${at}/manual`,
        message: `"${step.id}" has a person type \`aws ${command}\`: nobody approves it, and the run does not know what it did`,
        hint: `make it a step with \`action: ${action}\``,
      };
    }
  },
});

const actions: Readonly<Record<string, string>> = {
  'ecs stop-task': 'ecs.stop-tasks',
  'ecs run-task': 'ecs.run-task',
  'ssm put-parameter': 'ssm.rotate-parameter',
  'secretsmanager rotate-secret': 'secrets.rotate',
  'secretsmanager put-secret-value': 'secrets.put',
  'secretsmanager update-secret-version-stage': 'secrets.promote',
};

function actionFor({ command, options }: AwsCommand): string | undefined {
  if (command !== 'ecs update-service') return actions[command];
  if (options.includes('--task-definition')) return 'ecs.deploy';
  return options.includes('--force-new-deployment') ? 'ecs.restart-service' : undefined;
}
