import type { Read, ValueRead } from '#actions/ports.ts';
import type { Aws } from '#engine/ports.ts';
import { type AwsOptions, readSettings, writeSettings } from './clients.ts';
import { onDemand } from './on-demand.ts';
import { send } from './send.ts';
import { createSts, type Sts } from './sts.ts';

/** What is read in one region. The client of each service is loaded when something is first asked of it. */
interface Region {
  readonly read: Read;
  readonly values: ValueRead;
  readonly sts: Sts;
}

function openRegion(options: AwsOptions, region: string): Region {
  const settings = readSettings(options, region);
  return {
    read: {
      ecs: onDemand(async () => (await import('./read-ecs.ts')).readEcs(settings)),
      ssm: onDemand(async () => (await import('./read-ssm.ts')).readSsm(settings)),
      scaling: onDemand(async () => (await import('./read-scaling.ts')).readScaling(settings)),
      logs: onDemand(async () => (await import('./read-logs.ts')).readLogs(settings)),
    },
    values: onDemand(async () => (await import('./read-values.ts')).readValues(settings)),
    sts: createSts(settings, options.now ?? Date.now),
  };
}

/** AWS through its SDK. Which account it talks to is checked by who asks. */
export function createAws(options: AwsOptions = {}): Aws {
  const open = new Map<string, Region>();
  const of = ({ region }: { readonly region: string }): Region => {
    const kept = open.get(region) ?? openRegion(options, region);
    open.set(region, kept);
    return kept;
  };
  return {
    reader: (environment) => of(environment).read,
    values: (environment) => of(environment).values,
    identity: (environment) => of(environment).sts.identity(),
    credentials: (environment, { name, sourceIdentity }) =>
      environment.role === undefined
        ? of(environment).sts.own()
        : of(environment).sts.assume({ role: environment.role, name, sourceIdentity }),
    send: ({ region }, credentials, request, unseal) =>
      send(writeSettings(options, region, credentials), request, unseal),
  };
}
