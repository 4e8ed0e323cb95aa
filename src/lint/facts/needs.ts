import { once } from '../once.ts';

/** What other services keep connections to, by the word that names it. */
const stores = [
  ...['zookeeper', 'kafka', 'redpanda', 'rabbitmq', 'activemq', 'nats', 'queue'],
  ...['redis', 'valkey', 'memcached', 'cache', 'etcd', 'consul', 'vault'],
  ...['postgres', 'postgresql', 'mysql', 'mariadb', 'mongo', 'mongodb', 'cassandra', 'db', 'database'],
  ...['elasticsearch', 'opensearch', 'clickhouse'],
];

/** Words that say what part of a store a service is, and not what it is. */
const roles = ['\\d+', 'server', 'cluster', 'node', 'broker', 'primary', 'leader'];

/** `prod-kafka-1` is a kafka; `kafka-exporter` is none. */
const store = new RegExp(`(?:^|[-_./])(${stores.join('|')})(?:[-_./](?:${roles.join('|')}))*$`, 'i');
const storeOf = (service: string): string | undefined => store.exec(service)?.[1]?.toLowerCase();

/** Of the stores, those that do not start without another one. */
const among: Readonly<Record<string, string>> = { kafka: 'zookeeper', clickhouse: 'zookeeper' };

/** The first of others without which a service does not work, as far as their names tell: `kafka` needs `zookeeper`, `api` needs `redis`. */
export function neededOf(others: readonly string[], service: string): string | undefined {
  const known = storesIn(others);
  if (known.size === 0) return undefined;
  const own = storeOf(service);
  if (own !== undefined) return known.get(among[own] ?? '');
  return service.includes('${{') ? undefined : known.values().next().value;
}

/** The first service of each store: lists are long, and each is asked about many services. */
const storesIn = once((services: readonly string[]): ReadonlyMap<string, string> => {
  const first = new Map<string, string>();
  for (const service of services) {
    const kind = storeOf(service);
    if (kind !== undefined && !first.has(kind)) first.set(kind, service);
  }
  return first;
});
