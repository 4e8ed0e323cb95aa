import { sayDuration } from '#domain/duration.ts';
import { endOf, healthyOf, type Standing } from './standing.ts';

export const verdicts = ['OK', 'ROLLING', 'LOOP', 'DEGRADED', 'DOWN', 'PARKED'] as const;
export type Verdict = (typeof verdicts)[number];

const minute = 60_000;
/** A rolling deployment takes longer only if something keeps it. */
const tooLong = 10 * minute;
/** How far back failures count. */
const lately = 30 * minute;

/** What tells a loop from a deployment that takes its time; ECS itself has no word for it. Two of them make a loop. */
export function signsOfLoop(standing: Standing): readonly string[] {
  const { primary, service, now } = standing;
  if (!primary) return [];
  const age = now - primary.createdAt;
  const rolls = service.strategy === 'ROLLING' && primary.rollout === 'IN_PROGRESS' && age > tooLong;
  const live = standing.running.length;
  const stopped = standing.failed.filter((task) => task.startedBy === primary.id && endOf(task) >= now - lately).length;
  const isCrowded = rolls && live > service.desired && service.deployments.length > 1;
  const signs: readonly (readonly [boolean, string])[] = [
    [rolls, `its deployment has been in progress for ${sayDuration(age)}`],
    [stopped >= 3, `${stopped} of its tasks stopped within 30 min`],
    [
      isCrowded,
      `${live} tasks run for a desired count of ${service.desired}, of ${service.deployments.length} deployments`,
    ],
    [complains(standing), 'ECS says again and again that its tasks do not stay healthy'],
    [primary.failed >= 2, `ECS counts ${primary.failed} failed tasks in a row`],
  ];
  return signs.flatMap(([holds, words]) => (holds ? [words] : []));
}

/** Events do not say whose they are, so only those since the newest deployment count. */
function complains({ service, primary, now }: Standing): boolean {
  const from = Math.max(now - lately, primary?.createdAt ?? 0);
  const messages = service.events.filter(({ at }) => at >= from).map(({ message }) => message);
  const ill = messages.filter((message) => message.includes('failed container health checks')).length;
  return ill >= 2 || messages.some((message) => message.includes('unable to consistently start tasks'));
}

/** One deployment, nothing going on, and exactly as many healthy tasks as desired. */
const isSettled = (standing: Standing): boolean =>
  standing.primary?.rollout !== 'IN_PROGRESS' &&
  standing.primary?.rollout !== 'FAILED' &&
  standing.service.deployments.length <= 1 &&
  standing.running.length === standing.service.desired &&
  healthyOf(standing) === standing.service.desired;

/** How long a service that looks well must have lost no task, if it lost many before. */
const calm = 5 * minute;

const isCalm = ({ failed, now }: Standing): boolean => failed.every((task) => endOf(task) < now - calm);

const isLooping = (standing: Standing): boolean =>
  standing.primary?.rollout !== 'FAILED' && signsOfLoop(standing).length >= 2;

export function verdictOf(standing: Standing): Verdict {
  const { service, primary } = standing;
  if (service.status !== 'ACTIVE') return 'DOWN';
  if (service.desired === 0 && service.scheduling !== 'DAEMON') return 'PARKED';
  if (isSettled(standing) && (isCalm(standing) || !isLooping(standing))) return 'OK';
  if (isLooping(standing)) return 'LOOP';
  if (primary?.rollout === 'IN_PROGRESS') return 'ROLLING';
  return healthyOf(standing) === 0 ? 'DOWN' : 'DEGRADED';
}
