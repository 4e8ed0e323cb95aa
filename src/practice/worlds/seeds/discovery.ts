/** A namespace of Cloud Map. */
export interface NamespaceSeed {
  /** `shop.local`. */
  readonly name: string;
  readonly services: readonly DiscoverySeed[];
}

interface DiscoverySeed {
  readonly name: string;
  /** `A` where it is left out. */
  readonly recordType?: 'A' | 'SRV';
  /** Seconds for which an answer may be kept; 60 where it is left out. */
  readonly ttl?: number;
  /** Addresses of tasks that went away and were never taken out. */
  readonly stale?: readonly string[];
}
