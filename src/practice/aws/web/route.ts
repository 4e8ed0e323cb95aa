import type { RouteSeed } from '#practice/worlds/seeds/web.ts';
import { type Account, secondsSince } from '../account.ts';
import type { Container } from '../ecs/model.ts';
import { findParameter, newestVersion } from '../parameters.ts';
import { currentVersion } from '../secretsmanager/stages.ts';
import { matches } from './matches.ts';

/** What a container answers at a path; undefined where nobody listens: it does not run, or is not ready. */
export function routeOf(account: Account, { status, program, run, secretVersions }: Container, path: string) {
  const settled = run.readyAt !== undefined && secondsSince(account, run.readyAt) >= (program?.settle ?? 0);
  if (status !== 'RUNNING' || !settled) return undefined;
  const routes = program?.web;
  if (!routes) return { status: 200 };
  const [, route = nothing] = Object.entries(routes).find(([pattern]) => matches(pattern, path)) ?? [];
  return isOutdated(account, route, secretVersions) ? { ...route, status: 401, body: 'unauthorized' } : route;
}

const nothing: RouteSeed = { status: 404, body: 'not found' };

function isOutdated(account: Account, { needsSecret }: RouteSeed, held: Container['secretVersions']): boolean {
  if (needsSecret === undefined) return false;
  const parameter = findParameter(account, needsSecret);
  const secret = account.secrets.get(needsSecret);
  const newest = parameter ? newestVersion(parameter).version : secret && currentVersion(secret)?.id;
  return newest !== undefined && held[needsSecret] !== newest;
}
