import { Failure } from '#domain/failure.ts';
import { isObject } from '#domain/json.ts';
import type { Sent } from '#engine/ports.ts';
import { heldBack } from './limiter.ts';

/**
 * `throttled`, `denied`, `credentials` and `refused`: the service said no, so nothing was written. `unreached`: no connection, so nothing was sent.
 * `lost`: everything else, time-outs and 5xx among it; the request may have been carried out.
 */
type Kind = 'throttled' | 'denied' | 'credentials' | 'refused' | 'unreached' | 'lost';

/** Names of errors and system codes, as the services and Node spell them. This is the only place that knows them. */
const kinds: Readonly<Record<string, Kind>> = {
  ThrottlingException: 'throttled',
  Throttling: 'throttled',
  TooManyRequestsException: 'throttled',
  RequestLimitExceeded: 'throttled',
  TooManyUpdates: 'throttled',
  [heldBack]: 'throttled',
  AccessDeniedException: 'denied',
  AccessDenied: 'denied',
  UnauthorizedOperation: 'denied',
  ExpiredTokenException: 'credentials',
  ExpiredToken: 'credentials',
  UnrecognizedClientException: 'credentials',
  InvalidClientTokenId: 'credentials',
  InvalidSignatureException: 'credentials',
  SignatureDoesNotMatch: 'credentials',
  CredentialsProviderError: 'credentials',
  ECONNREFUSED: 'unreached',
  ENOTFOUND: 'unreached',
  EAI_AGAIN: 'unreached',
};

interface Told {
  readonly kind: Kind;
  readonly code: string;
  readonly message: string;
  readonly requestId?: string;
}

const text = (value: unknown): string | undefined => (typeof value === 'string' && value !== '' ? value : undefined);

function kindOf(code: string, status: number | undefined): Kind {
  if (status === 429) return 'throttled';
  if (status !== undefined && (status < 400 || status >= 500)) return 'lost';
  return kinds[code] ?? (status === undefined ? 'lost' : 'refused');
}

/** What an error of the SDK says, in the service's own words. */
function tell(error: unknown): Told {
  const thrown = isObject(error) ? error : {};
  const metadata = isObject(thrown['$metadata']) ? thrown['$metadata'] : {};
  const status = typeof metadata['httpStatusCode'] === 'number' ? metadata['httpStatusCode'] : undefined;
  const code = text(thrown['code']) ?? text(thrown['name']) ?? 'UnknownError';
  const requestId = text(metadata['requestId']);
  return {
    kind: kindOf(code, status),
    code,
    message: text(thrown['message']) ?? code,
    ...(requestId === undefined ? {} : { requestId }),
  };
}

const failureKinds = {
  throttled: 'transient',
  denied: 'refused',
  credentials: 'refused',
  refused: 'user',
  unreached: 'transient',
  lost: 'transient',
} as const;

const hints: Readonly<Partial<Record<Kind, string>>> = {
  denied: 'Give the reading identity this permission; docs/actions lists what each action reads.',
  credentials: 'Look at the AWS credentials that Stepward was started with.',
};

/** @param call the call as IAM names it: `ecs:DescribeServices` */
export function readFailure(call: string, error: unknown): Failure {
  if (error instanceof Failure) return error;
  const { kind, code, message } = tell(error);
  const hint = hints[kind];
  return new Failure(failureKinds[kind], `aws-${kind}`, `${call}: ${code}: ${message}`, {
    ...(hint === undefined ? {} : { hint }),
    cause: error,
  });
}

/** @param hide removes what must not be shown from a text */
export function unsent(error: unknown, hide: (text: string) => string): Sent {
  const { kind, code, message, requestId } = tell(error);
  if (kind === 'lost') return { outcome: 'unknown', message: hide(`${code}: ${message}`) };
  return {
    outcome: 'refused',
    throttled: kind === 'throttled',
    code,
    message: hide(message),
    ...(requestId === undefined ? {} : { requestId }),
  };
}
