/** What other services keep connections to, by the word that names it. */
const stores = new Set([
  ...['zookeeper', 'kafka', 'redpanda', 'rabbitmq', 'activemq', 'nats', 'queue'],
  ...['redis', 'valkey', 'memcached', 'cache', 'etcd', 'consul', 'vault'],
  ...['postgres', 'postgresql', 'mysql', 'mariadb', 'mongo', 'mongodb', 'cassandra', 'db', 'database'],
  ...['elasticsearch', 'opensearch', 'clickhouse'],
]);

/** Words that say what part of a store a service is, and not what it is. */
const roles = /^(?:\d+|server|cluster|node|broker|primary|leader)$/;

/** Of the stores, those that do not start without another one. */
const among: Readonly<Record<string, string>> = { kafka: 'zookeeper', clickhouse: 'zookeeper' };

/** Whether a service does not work without another one, as far as their names tell: `kafka` needs `zookeeper`, `api` needs `redis`. */
export function needs(service: string, other: string): boolean {
  const [own, needed] = [storeOf(service), storeOf(other)];
  if (needed === undefined) return false;
  return own === undefined ? !service.includes('${{') : among[own] === needed;
}

/** `prod-kafka-1` is a kafka; `kafka-exporter` is none. */
function storeOf(service: string): string | undefined {
  const words = service.toLowerCase().split(/[-_./]/);
  const last = words.findLast((word) => !roles.test(word));
  return last !== undefined && stores.has(last) ? last : undefined;
}
