import { isObject, type Json } from '#domain/json.ts';
import { cronTrouble, isTimeZone } from '../cron.ts';
import { suggest } from '../nearest.ts';
import type { Problem } from '../problem.ts';
import { below } from '../yaml/pointer.ts';
import { listOf, objectOf, type RawObject, textOf } from './outline.ts';

/** What is wrong with the schedules of a stepward.yml in itself; whether their runbooks can be started so is a rule of the linter. */
export function checkSchedules(config: Json): readonly Problem[] {
  if (!isObject(config)) return [];
  const environments = objectOf(config, 'environments');
  return Object.entries(objectOf(config, 'schedules')).flatMap(([id, schedule]) => {
    const at = below('/schedules', id);
    return isObject(schedule) ? [...checkTimes(schedule, at), ...checkPlace(schedule, at, environments)] : [];
  });
}

function checkTimes(schedule: RawObject, at: string): readonly Problem[] {
  const cron = textOf(schedule, 'cron');
  const zone = textOf(schedule, 'time_zone');
  // Anything but five fields is said by its shape.
  const trouble = cron?.trim().split(/\s+/).length === 5 ? cronTrouble(cron) : undefined;
  return [
    ...(trouble === undefined
      ? []
      : [{ rule: 'wrong-value', at: below(at, 'cron'), message: `"${cron}" cannot be kept: ${trouble}` }]),
    ...(zone === undefined || isTimeZone(zone)
      ? []
      : [
          {
            rule: 'wrong-value',
            at: below(at, 'time_zone'),
            message: `there is no time zone "${zone}"`,
            hint: 'a name such as Europe/Berlin; UTC if it is left out',
          },
        ]),
  ];
}

/** It runs where there is such an environment, and is told where runs of that one may be started. */
function checkPlace(schedule: RawObject, at: string, environments: RawObject): readonly Problem[] {
  const name = textOf(schedule, 'environment');
  const channel = textOf(schedule, 'channel');
  if (name === undefined) return [];
  const known = Object.keys(environments);
  if (!known.includes(name)) {
    const message = `there is no environment "${name}" in stepward.yml`;
    return [{ rule: 'unknown-environment', at: below(at, 'environment'), message, ...suggest(name, known) }];
  }
  const channels = listOf(objectOf(environments, name)['channels']);
  if (channel === undefined || channels.length === 0 || channels.includes(channel)) return [];
  const message = `runs in "${name}" are started in ${channels.join(', ')}, not in ${channel}`;
  return [{ rule: 'not-one-of', at: below(at, 'channel'), message }];
}
