import type { TaskDefinition } from '../../ports.ts';
import type { Cause } from '../cause.ts';
import { reasonsOf, shown, shownLine } from '../evidence.ts';
import { failingCheck } from '../start.ts';

type Container = TaskDefinition['containers'][number];

/** What images of these kinds do not have. */
const lacking: readonly (readonly [kind: RegExp, tools: readonly string[]])[] = [
  [/distroless|chainguard|scratch/, ['curl', 'wget', 'nc', 'sh']],
  [/slim/, ['curl', 'wget', 'nc']],
  [/alpine/, ['curl']],
];

/** Programs that a health check calls: the first word of each of its commands. */
function toolsOf({ healthCheck }: Container): readonly string[] {
  const [kind, ...words] = healthCheck?.command ?? [];
  if (kind === 'CMD') return words.slice(0, 1);
  return words
    .join(' ')
    .split(/&&|\|\||[;|]/)
    .flatMap((command) => command.trim().split(/\s+/)[0] ?? [])
    .filter((tool) => tool !== '' && tool !== 'exit');
}

const missingOf = (containers: readonly Container[]): readonly string[] =>
  containers.flatMap((container) => {
    const [, missing = []] = lacking.find(([kind]) => kind.test(container.image)) ?? [];
    return toolsOf(container)
      .filter((tool) => missing.includes(tool))
      .map((tool) => `images like ${container.image} have no ${tool}`);
  });

export const toolMissing: Cause = {
  id: 'tool-missing',
  helps:
    'Deploy a revision whose health check uses what the image has, or has none (ecs.deploy with health_check). If tasks of an older deployment stay behind, stop them (ecs.stop-tasks).',
  find(facts) {
    const ill = failingCheck(facts);
    const checked = facts.definition.containers.filter(({ healthCheck }) => healthCheck);
    const tools = checked.flatMap(toolsOf);
    const said = ill
      .flatMap(({ lines = [] }) => lines)
      .find(({ text }) => /not found/.test(text) && tools.some((tool) => text.includes(tool)));
    const why = said ? [`a task said: ${shownLine(said.text)}`] : missingOf(checked);
    if (ill.length === 0 || why.length === 0) return undefined;
    const commands = checked.map(
      ({ name, healthCheck }) => `the check of ${name} is ${healthCheck?.command.join(' ')}`,
    );
    return [...why, ...commands.map(shown), ...reasonsOf(facts.failures)];
  },
};
