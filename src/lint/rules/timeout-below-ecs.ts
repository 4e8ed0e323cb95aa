import { sayDuration } from '#domain/duration.ts';
import type { ActionStep } from '#domain/runbook.ts';
import { replacesTasks } from '../facts/rolls.ts';
import { defineRule } from '../rule.ts';

/**
 * In milliseconds: up to 30 s until an old task is killed, some 20 s until a new one runs, 40 s until ECS counts one without a health check as healthy.
 * https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_DeploymentConfiguration.html
 */
const replacing = 90_000;

export default defineRule({
  id: 'timeout-below-ecs',
  area: 'aws',
  severity: 'warning',
  summary: 'A step has the time that ECS needs, and the time that its own checks may take.',
  *step({ step, raw, at }) {
    if (step.kind !== 'action' || !('timeout' in raw) || !replacesTasks(step.uses)) return;
    const needed = replacing + step.settle + checking(step);
    if (step.timeout >= needed) return;
    const parts = [
      `replacing tasks takes about ${sayDuration(replacing)}`,
      ...(step.settle > 0 ? [`settling ${sayDuration(step.settle)}`] : []),
      ...(checking(step) > 0 ? [`its checks up to ${sayDuration(checking(step))}`] : []),
    ];
    yield {
      at: `${at}/timeout`,
      message: `"${step.id}" fails after ${sayDuration(step.timeout)}; ${parts.join(', ')}`,
      hint: `give it \`timeout: ${Math.ceil(needed / 60_000)}m\` or more, or leave it out: then it has 15m`,
    };
  },
});

const checking = ({ verify }: ActionStep): number => verify.reduce((sum, { within }) => sum + within, 0);
