import type { Config, Schedule } from '#domain/config.ts';
import type { Library } from '#runbook/inline/library.ts';
import { suggest } from '#runbook/nearest.ts';
import { scheduleProblems } from '#runbook/schedule-problems.ts';
import { below } from '#runbook/yaml/pointer.ts';
import { defineRule, type Report } from '../rule.ts';

export default defineRule({
  id: 'schedule-cannot-start',
  area: 'flow',
  severity: 'error',
  summary: 'What a schedule starts is there, runs where it shall, and gets the inputs that it needs.',
  *config({ config, library }) {
    if (library) for (const schedule of config.schedules) yield* reportsOn(schedule, config, library);
  },
});

function reportsOn(schedule: Schedule, config: Config, library: Library): readonly Report[] {
  const at = `/schedules/${schedule.id}`;
  const child = library.find(schedule.runbook);
  if (child.kind === 'unknown')
    return [
      {
        at: `${at}/runbook`,
        message: `there is no runbook "${schedule.runbook}"`,
        ...suggest(schedule.runbook, library.ids),
      },
    ];
  if (child.kind === 'broken')
    return [{ at: `${at}/runbook`, message: `"${schedule.runbook}" has mistakes of its own: see ${child.file}` }];
  const { inputs, environments } = child.runbook;
  const environment = config.environments.find(({ id }) => id === schedule.environment);
  if (!environment || !environments.includes(environment.id))
    return [
      {
        at: `${at}/environment`,
        message: `"${schedule.runbook}" does not run in "${schedule.environment}", but in ${environments.join(', ')}`,
      },
    ];
  return scheduleProblems(inputs, schedule.inputs, environment).map(({ name, message }) => ({
    at: below(`${at}/inputs`, name),
    message: `"${schedule.runbook}" cannot be started so: ${message.replace(/\.$/, '')}`,
  }));
}
