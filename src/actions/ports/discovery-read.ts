/** An address that Cloud Map hands out. */
export interface Instance {
  readonly id: string;
  readonly health: string;
  readonly ip?: string;
  readonly port?: number;
}

export interface DiscoveryRead {
  /** All of them, the unhealthy too. Undefined where the namespace or the service is unknown. */
  instances(namespace: string, service: string): Promise<readonly Instance[] | undefined>;
  /** What a registry of an ECS service is: its names, by its ARN. */
  service(arn: string): Promise<{ readonly name: string; readonly recordTypes: readonly string[] } | undefined>;
}
