import type { WebRead } from '#actions/ports/web-read.ts';
import type { Environment } from '#domain/config.ts';
import type { Credentials } from '#engine/ports.ts';
import type { Limiter } from './limiter.ts';

export interface AwsOptions {
  /** For practice and tests; AWS's own endpoints otherwise. */
  readonly endpoint?: string;
  /** Without them the SDK's usual chain: environment, profile, task role. */
  readonly credentials?: Credentials;
  /** The clock by which the credentials of a session end, in epoch milliseconds; the machine's own where it is left out. */
  readonly now?: () => number;
  /** Milliseconds that a connection and an answer may take. Where time is simulated, a machine that is busy must not look like an answer that is lost. */
  readonly patience?: number;
  /** Share of AWS's quotas that this process keeps to. Without it nothing is held back: where AWS is simulated, time is too. */
  readonly share?: number;
  /** How checks of an environment see the web; without it they do not. */
  readonly web?: (environment: Environment) => Promise<WebRead>;
}

/** Without `throwOnRequestTimeout` the SDK only warns; its own socket time-out is 15 minutes. */
const requestHandler = { connectionTimeout: 3_000, requestTimeout: 15_000, throwOnRequestTimeout: true };

const settings = ({ endpoint, credentials, patience }: AwsOptions, region: string) => ({
  region,
  requestHandler:
    patience === undefined
      ? requestHandler
      : { ...requestHandler, connectionTimeout: patience, requestTimeout: patience },
  ...(endpoint === undefined ? {} : { endpoint }),
  ...(credentials === undefined ? {} : { credentials }),
});

/** Of a client that reads; it may repeat a call. */
export const readSettings = (options: AwsOptions, region: string, limiter?: Limiter) => ({
  ...settings(options, region),
  ...(limiter ? { extensions: [limiter.extension('read')] } : {}),
  maxAttempts: 4,
  retryMode: 'standard',
});
export type ReadSettings = ReturnType<typeof readSettings>;

/** Of a client that writes; it never repeats a call: UpdateService has no token, so a lost answer would become a second deployment. */
export const writeSettings = (options: AwsOptions, region: string, limiter?: Limiter) => ({
  ...settings(options, region),
  ...(limiter ? { extensions: [limiter.extension('write')] } : {}),
  maxAttempts: 1,
});
export type WriteSettings = ReturnType<typeof writeSettings>;
