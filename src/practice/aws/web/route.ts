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
  return { ...route, ...troubleWithSecret(account, route, secretVersions) };
}

const nothing: RouteSeed = { status: 404, body: 'not found' };

/** What is answered instead where the container holds an old version of the secret, or one that the program cannot use. */
function troubleWithSecret(account: Account, route: RouteSeed, held: Container['secretVersions']): RouteSeed {
  const { needsSecret, secretLike = '' } = route;
  if (needsSecret === undefined) return {};
  const { version, value } = newestOf(account, needsSecret) ?? {};
  if (version === undefined) return {};
  if (held[needsSecret] !== version) return { status: 401, body: 'unauthorized' };
  return new RegExp(secretLike).test(value ?? '') ? {} : { status: 500, body: 'the secret is not of the right form' };
}

function newestOf(account: Account, name: string) {
  const parameter = findParameter(account, name);
  if (parameter) return newestVersion(parameter);
  const secret = account.secrets.get(name);
  const current = secret && currentVersion(secret);
  return current && { version: current.id, value: current.value };
}
