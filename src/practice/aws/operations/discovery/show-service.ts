import type { JsonObject } from '#domain/json.ts';
import type { DiscoveryService, Namespace } from '../../discovery/model.ts';

export const showService = (
  { id: namespace }: Namespace,
  { id, arn, name, recordType, ttl }: DiscoveryService,
): JsonObject => ({
  Id: id,
  Arn: arn,
  Name: name,
  NamespaceId: namespace,
  DnsConfig: { RoutingPolicy: 'MULTIVALUE', DnsRecords: [{ Type: recordType, TTL: ttl }] },
  Type: 'DNS_HTTP',
  HealthCheckCustomConfig: { FailureThreshold: 1 },
});
