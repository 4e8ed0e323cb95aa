import { isObject } from '#domain/json.ts';
import { withAt } from '../facts/calls.ts';
import { defineRule } from '../rule.ts';

export default defineRule({
  id: 'health-check-tool',
  area: 'aws',
  severity: 'warning',
  summary: 'A health check uses only what is in every image.',
  *step(here) {
    const { step } = here;
    const check = step.kind === 'action' ? step.with['health_check'] : undefined;
    const command = isObject(check) ? [check['command']].flat().join(' ') : '';
    const tool = /(?:^|[\s;&|(])(wget|curl)(?=\s|$)/.exec(command)?.[1];
    if (tool === undefined) return;
    yield {
      at: `${withAt(here, 'health_check')}/command`,
      message: `the health check calls ${tool}; an image without it is never healthy, and ECS replaces its tasks for ever`,
      hint: `ask with what the program runs on, such as \`node -e\`; or try it first: \`docker run <image> ${tool} --version\``,
    };
  },
});
