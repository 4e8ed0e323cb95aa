import type { WriteSettings } from './clients.ts';

/** What the SDK answers with, before it is made JSON. */
export interface Answer {
  readonly $metadata: { readonly requestId?: string | undefined };
}

export interface Client {
  send(command: unknown): Promise<Answer>;
  destroy(): void;
}

/** A client of the SDK as it is used here: `ECSClient` and `UpdateServiceCommand` are two of its members. */
type Sdk = Readonly<Record<string, unknown>>;

interface Service {
  readonly client: string;
  readonly load: () => Promise<Sdk>;
}

/** By the names that IAM gives them. A client is loaded when something is first asked of it. */
const services: Readonly<Record<string, Service>> = {
  'application-autoscaling': {
    client: 'ApplicationAutoScalingClient',
    load: () => import('@aws-sdk/client-application-auto-scaling'),
  },
  cloudtrail: { client: 'CloudTrailClient', load: () => import('@aws-sdk/client-cloudtrail') },
  cloudwatch: { client: 'CloudWatchClient', load: () => import('@aws-sdk/client-cloudwatch') },
  ec2: { client: 'EC2Client', load: () => import('@aws-sdk/client-ec2') },
  ecr: { client: 'ECRClient', load: () => import('@aws-sdk/client-ecr') },
  ecs: { client: 'ECSClient', load: () => import('@aws-sdk/client-ecs') },
  elasticloadbalancing: {
    client: 'ElasticLoadBalancingV2Client',
    load: () => import('@aws-sdk/client-elastic-load-balancing-v2'),
  },
  iam: { client: 'IAMClient', load: () => import('@aws-sdk/client-iam') },
  logs: { client: 'CloudWatchLogsClient', load: () => import('@aws-sdk/client-cloudwatch-logs') },
  secretsmanager: { client: 'SecretsManagerClient', load: () => import('@aws-sdk/client-secrets-manager') },
  servicediscovery: { client: 'ServiceDiscoveryClient', load: () => import('@aws-sdk/client-servicediscovery') },
  ssm: { client: 'SSMClient', load: () => import('@aws-sdk/client-ssm') },
  states: { client: 'SFNClient', load: () => import('@aws-sdk/client-sfn') },
};

export const serviceNames: readonly string[] = Object.keys(services);

/** One client of the SDK, loaded. */
export interface Loaded {
  /** The class of a call, `UpdateService` by name; undefined where the service has no such call. */
  command(operation: string): (new (params: object) => unknown) | undefined;
  /** Names of all its calls, sorted. */
  readonly operations: readonly string[];
  create(settings: Omit<WriteSettings, 'maxAttempts'> & { readonly maxAttempts: number }): Client;
}

const suffix = 'Command';

/** @returns undefined for a service whose client Stepward does not have */
export async function loadService(name: string): Promise<Loaded | undefined> {
  const service = services[name];
  if (!service) return undefined;
  const sdk = await service.load();
  const Made = sdk[service.client] as new (settings: object) => Client;
  return {
    command: (operation) => sdk[`${operation}${suffix}`] as ReturnType<Loaded['command']>,
    operations: Object.keys(sdk)
      .flatMap((each) => (each.endsWith(suffix) && each !== `$${suffix}` ? [each.slice(0, -suffix.length)] : []))
      .sort(),
    create: (settings) => new Made(settings),
  };
}
