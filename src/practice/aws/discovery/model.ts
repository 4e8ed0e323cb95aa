/** A namespace of Cloud Map. Which tasks are registered follows from the services of ECS, and is kept nowhere. */
export interface Namespace {
  readonly id: string;
  readonly arn: string;
  readonly name: string;
  readonly services: readonly DiscoveryService[];
}

export interface DiscoveryService {
  readonly id: string;
  readonly arn: string;
  readonly name: string;
  readonly recordType: 'A' | 'SRV';
  readonly ttl: number;
  /** Addresses that nobody took out. */
  readonly stale: readonly string[];
}
