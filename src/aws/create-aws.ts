import type { WebRead } from '#actions/ports/web-read.ts';
import type { Read, ValueRead } from '#actions/ports.ts';
import type { Environment } from '#domain/config.ts';
import { Failure } from '#domain/failure.ts';
import type { Aws } from '#engine/ports.ts';
import { type AwsOptions, type ReadSettings, readSettings, writeSettings } from './clients.ts';
import { createLimiter, type Limiter } from './limiter.ts';
import { onDemand } from './on-demand.ts';
import { send } from './send.ts';
import { createSts, type Sts } from './sts.ts';

/** What is used of one account in one region. The client of each service is loaded when something is first asked of it. */
interface Region {
  readonly read: Omit<Read, 'calls' | 'web'>;
  readonly settings: ReadSettings;
  readonly values: ValueRead;
  readonly sts: Sts;
  readonly limiter: Limiter | undefined;
}

function openRegion(options: AwsOptions, region: string): Region {
  const limiter = options.share === undefined ? undefined : createLimiter(options.share);
  const settings = readSettings(options, region, limiter);
  return {
    limiter,
    settings,
    read: {
      ecs: onDemand(async () => (await import('./read-ecs.ts')).readEcs(settings)),
      ssm: onDemand(async () => (await import('./read-ssm.ts')).readSsm(settings)),
      commands: onDemand(async () => (await import('./read-commands.ts')).readCommands(settings)),
      automations: onDemand(async () => (await import('./read-automations.ts')).readAutomations(settings)),
      scaling: onDemand(async () => (await import('./read-scaling.ts')).readScaling(settings)),
      images: onDemand(async () => (await import('./read-images.ts')).readImages(settings)),
      loadBalancers: onDemand(async () => (await import('./read-load-balancers.ts')).readLoadBalancers(settings)),
      discovery: onDemand(async () => (await import('./read-discovery.ts')).readDiscovery(settings)),
      alarms: onDemand(async () => (await import('./read-alarms.ts')).readAlarms(settings)),
      stateMachines: onDemand(async () => (await import('./read-state-machines.ts')).readStateMachines(settings)),
      roles: onDemand(async () => (await import('./read-roles.ts')).readRoles(settings)),
      secrets: onDemand(async () => (await import('./read-secrets.ts')).readSecrets(settings)),
      trail: onDemand(async () => (await import('./read-trail.ts')).readTrail(settings)),
      logs: onDemand(async () => (await import('./read-logs.ts')).readLogs(settings, options.now ?? Date.now)),
      network: onDemand(async () => (await import('./read-network.ts')).readNetwork(settings)),
    },
    values: onDemand(async () => (await import('./read-values.ts')).readValues(settings)),
    sts: createSts(readSettings(options, region), options.now ?? Date.now),
  };
}

const refuseWeb = (): Promise<never> =>
  Promise.reject(new Failure('refused', 'no-web', 'Nothing may be asked over HTTP here'));
const noWeb: WebRead = { get: refuseWeb, open: refuseWeb };

/** AWS through its SDK. Which account it talks to is checked by who asks. */
export function createAws(options: AwsOptions = {}): Aws {
  const open = new Map<string, Region>();
  const of = ({ account, region }: Pick<Environment, 'account' | 'region'>): Region => {
    const place = `${account} ${region}`;
    const kept = open.get(place) ?? openRegion(options, region);
    open.set(place, kept);
    return kept;
  };
  return {
    reader(environment) {
      const { read, settings } = of(environment);
      const listed = environment.awsCalls ?? [];
      return {
        ...read,
        web: onDemand(async () => (await options.web?.(environment)) ?? noWeb),
        calls: onDemand(async () => (await import('./read-calls.ts')).readCalls(settings, listed)),
      };
    },
    values: (environment) => of(environment).values,
    identity: (environment) => of(environment).sts.identity(),
    credentials: (environment, session) =>
      environment.role === undefined
        ? of(environment).sts.own()
        : of(environment).sts.assume({ ...session, role: environment.role }),
    send(environment, credentials, request, unseal) {
      const settings = writeSettings({ ...options, credentials }, environment.region, of(environment).limiter);
      return send(settings, request, { unseal, listed: environment.awsCalls ?? [] });
    },
  };
}
