import type { JsonObject } from '#domain/json.ts';
import type { Account } from './account.ts';
import { showService } from './ecs/show-service.ts';
import { objects } from './params.ts';

/** Two minutes: longer than any read of ECS was seen to lag. */
const kept = 120;

/** What DescribeServices would have answered in the last two minutes, one entry a simulated second. */
export interface Past {
  remember(): void;
  /** An answer of DescribeServices with the services as they were `seconds` ago, or as long ago as is known. */
  outdated(answer: JsonObject, seconds: number): JsonObject;
}

export function createPast(account: Account): Past {
  let past: readonly { readonly at: number; readonly services: ReadonlyMap<string, JsonObject> }[] = [];
  return {
    remember() {
      const services = [...account.cluster.services].map(
        ([name, service]) => [name, showService(account, service)] as const,
      );
      past = [...past.slice(-kept), { at: account.now, services: new Map(services) }];
    },
    outdated(answer, seconds) {
      const then = account.now - seconds * 1_000;
      const services = (past.findLast(({ at }) => at <= then) ?? past[0])?.services;
      const named = objects(answer, 'services') ?? [];
      return { ...answer, services: named.map((service) => services?.get(String(service['serviceName'])) ?? service) };
    },
  };
}
