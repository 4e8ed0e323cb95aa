import { sayDuration } from '#domain/duration.ts';
import { shortName } from '../ecs-words.ts';
import { reasonsOf, shown } from './evidence.ts';
import { healthyOf, type Standing } from './standing.ts';
import { signsOfLoop, type Verdict } from './verdict.ts';

function rolloutOf({ primary, service, now }: Standing): readonly string[] {
  if (!primary) return [];
  const since = `${primary.rollout || 'deployed'} for ${sayDuration(now - primary.createdAt)}`;
  const others = service.deployments.length > 1 ? `, ${service.deployments.length} deployments` : '';
  return [`${shortName(service.taskDefinition)} ${since}${others}`];
}

/** One line of a sweep: what runs, what is rolled out, what failed within the hour, and what ECS said last. */
export function rowOf(standing: Standing, verdict: Verdict): string {
  const { service, running, failed } = standing;
  const ill = running.filter(({ health }) => health === 'UNHEALTHY').length;
  const [newest] = service.events;
  const parts = [
    `${running.length} of ${service.desired} running, ${healthyOf(standing)} healthy${ill > 0 ? `, ${ill} UNHEALTHY` : ''}`,
    ...rolloutOf(standing),
    ...(verdict === 'LOOP' ? signsOfLoop(standing).slice(0, 2) : []),
    ...(failed.length > 0 ? [`stopped in the last hour: ${reasonsOf(failed).join(', ')}`] : []),
    ...(verdict === 'OK' || verdict === 'PARKED' || !newest ? [] : [shown(newest.message)]),
  ];
  return parts.join(' · ');
}
