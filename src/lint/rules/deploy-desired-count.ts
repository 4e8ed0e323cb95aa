import { type AwsCommand, awsCommandsIn } from '../facts/aws-commands.ts';
import { defineRule, type StepAt } from '../rule.ts';

const hint = 'leave it out: ECS keeps the count that the service has; scaling is a step of its own';

export default defineRule({
  id: 'deploy-desired-count',
  area: 'aws',
  severity: 'error',
  summary: 'A deployment leaves the desired count as it is.',
  *step(here) {
    const { step } = here;
    if (step.kind === 'manual' && awsCommandsIn(step.text).some(isScalingDeploy)) yield* byHand(here, step.id);
  },
});

const isScalingDeploy = ({ command, options }: AwsCommand): boolean =>
  command === 'ecs update-service' &&
  options.includes('--desired-count') &&
  (options.includes('--force-new-deployment') || options.includes('--task-definition'));

function* byHand({ at }: StepAt, id: string) {
  const message = `"${id}" has a person set the desired count while they deploy: whatever the service was scaled to is undone`;
  yield { at: `${at}/manual`, message, hint };
}
