import { CloudWatchLogsClient } from '@aws-sdk/client-cloudwatch-logs';
import { ECSClient } from '@aws-sdk/client-ecs';
import { SSMClient } from '@aws-sdk/client-ssm';
import { STSClient } from '@aws-sdk/client-sts';
import type { Credentials } from '#engine/ports.ts';

export interface AwsOptions {
  /** For practice and tests; AWS's own endpoints otherwise. */
  readonly endpoint?: string;
  /** Without them the SDK's usual chain: environment, profile, task role. */
  readonly credentials?: Credentials;
  /** The clock by which the credentials of a session end, in epoch milliseconds; the machine's own where it is left out. */
  readonly now?: () => number;
  /** Milliseconds that a connection and an answer may take. Where time is simulated, a machine that is busy must not look like an answer that is lost. */
  readonly patience?: number;
}

/** Without `throwOnRequestTimeout` the SDK only warns; its own socket time-out is 15 minutes. */
const requestHandler = { connectionTimeout: 3_000, requestTimeout: 15_000, throwOnRequestTimeout: true };

interface Settings {
  readonly region: string;
  readonly endpoint?: string;
  readonly credentials?: Credentials;
}

const settings = (
  { endpoint, credentials, patience }: AwsOptions,
  region: string,
): Settings & { requestHandler: object } => ({
  region,
  requestHandler:
    patience === undefined
      ? requestHandler
      : { ...requestHandler, connectionTimeout: patience, requestTimeout: patience },
  ...(endpoint === undefined ? {} : { endpoint }),
  ...(credentials === undefined ? {} : { credentials }),
});

export interface ReadClients {
  readonly ecs: ECSClient;
  readonly ssm: SSMClient;
  readonly logs: CloudWatchLogsClient;
  readonly sts: STSClient;
}

/** Clients that read may repeat a call. They are made when a region is first asked for, and kept. */
export function readClients(options: AwsOptions): (region: string) => ReadClients {
  const known = new Map<string, ReadClients>();
  return (region) => {
    const kept = known.get(region);
    if (kept) return kept;
    const patient = { ...settings(options, region), maxAttempts: 4, retryMode: 'standard' };
    const made = {
      ecs: new ECSClient(patient),
      ssm: new SSMClient(patient),
      logs: new CloudWatchLogsClient(patient),
      sts: new STSClient(patient),
    };
    known.set(region, made);
    return made;
  };
}

/** Clients that write never repeat a call: UpdateService has no token, so a lost answer would become a second deployment. */
export const writeSettings = (options: AwsOptions, region: string, credentials: Credentials) => ({
  ...settings({ ...options, credentials }, region),
  maxAttempts: 1,
});
